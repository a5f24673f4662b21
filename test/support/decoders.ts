import { createRequire } from 'node:module';
import path from 'node:path';
import { loadedDecoders, type Decoders } from '../../src/models/parse/glb/decoders.js';
import { findRoot } from './root.js';

/** The bundle that a page's worker and the download's check load for compressed files. */
export function loadDecoders(): Promise<Decoders> {
  const file = path.join(findRoot(), 'dist/decoders.js');
  createRequire(file)(file);
  return Promise.resolve(loadedDecoders()!);
}
