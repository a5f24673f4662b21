import { lazy } from '../../base/lazy';
import { loadedDecoders, type Decoders } from '../parse/glb/decoders';

const bundle = lazy(() => import('./decoders'));

/** The decoders of compressed GLB files, whose bundle a worker of Node.js loads with the first such file. */
export async function loadDecoders(): Promise<Decoders> {
  await bundle();
  const decoders = loadedDecoders();
  if (!decoders) throw new Error('the decoders are missing');
  return decoders;
}
