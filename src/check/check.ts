import type { OpenCascadeInstance } from 'replicad-opencascadejs';
import { readStep } from '../kernel/readStep';
import { claimsOf } from './claims';
import { surfacesOf } from './exactFaces';
import { judged } from './judged';
import { measuresOf } from './measures';
import type { Checked } from './verdict';
import { compareWhole } from './whole';

/** Triangles are needed only for the faces' numbers, which are those of the preview. */
const silent = (): void => undefined;

/**
 * Compares what a prompt states with what is in a STEP file.
 * @throws KernelFailure when there is no part in the file
 */
export function checkStep(oc: OpenCascadeInstance, prompt: string, bytes: Uint8Array): Checked {
  let checked: Checked | undefined;
  readStep(oc, bytes, silent, undefined, (read) => {
    const surfaces = surfacesOf(oc, read);
    const shapes = read.bodies.filter(({ role }) => role === undefined).map(({ shape }) => shape);
    checked = judged(claimsOf(prompt), measuresOf(surfaces), compareWhole(oc, prompt, { shapes, surfaces }));
  });
  if (!checked) throw new Error('The file was not measured.');
  return checked;
}
