import type { Modeller } from '../modeller';
import type { KernelFormat } from '../specification';
import type { Body } from './body';
import { writeGlb } from './glb';
import { meshOf } from './mesh';
import { writeStep } from './step';
import { writeStl } from './stl';
import { writeThreeMf } from './threeMf';

export type { Body };

/** The content of a file with the bodies in it. @param name of the whole */
export function writeModel(
  modeller: Modeller,
  format: KernelFormat,
  name: string,
  bodies: readonly Body[],
): Uint8Array {
  if (format === 'STEP') return writeStep(modeller, bodies);
  const meshed = bodies.map((body) => ({ ...body, mesh: meshOf(modeller, body.shape) }));
  switch (format) {
    case 'STL':
      return writeStl(meshed.map(({ mesh }) => mesh));
    case 'GLB':
      return writeGlb(name, meshed);
    case '3MF':
      return writeThreeMf(name, meshed);
  }
}
