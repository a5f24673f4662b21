import assert from 'node:assert/strict';
import path from 'node:path';
import { KernelClient } from '../../src/kernel/client.js';
import type { ExactFacts, ModelMesh, ModelPart } from '../../src/kernel/stepModel.js';
import { findRoot } from './root.js';

/** What the preview is given of a STEP file. */
export interface ReadModel {
  readonly mesh: ModelMesh;
  readonly parts: readonly ModelPart[];
  readonly facts: ExactFacts;
}

/** The kernel's bundle in a worker. */
export function newKernel(): KernelClient {
  return new KernelClient(path.join(findRoot(), 'dist/kernel.js'));
}

export async function readModel(kernel: KernelClient, bytes: Uint8Array): Promise<ReadModel> {
  let mesh: ModelMesh | undefined;
  const facts = await kernel.readStep(bytes, new AbortController().signal, (told) => {
    if (told.kind === 'mesh') mesh = told.mesh;
  });
  assert.ok(mesh);
  return { mesh, parts: mesh.parts, facts };
}

/** Names, with colours such as `ff0000` where there are any. */
export function namesAndColours(parts: readonly ModelPart[]): string[] {
  return parts.map(({ name, colour }) => (colour === -1 ? name : `${name} ${colour.toString(16).padStart(6, '0')}`));
}

/** The box of a part's triangles: least and greatest X, Y and Z. */
export function boxOf({ positions, indices }: ModelMesh, { indices: [first, count] }: ModelPart): number[] {
  const corners = [...indices.subarray(first, first + count)].map((at) => [...positions.subarray(at * 3, at * 3 + 3)]);
  const of = (pick: (...values: number[]) => number): number[] =>
    [0, 1, 2].map((axis) => Number(pick(...corners.map((corner) => corner[axis]!)).toFixed(3)));
  return [...of(Math.min), ...of(Math.max)];
}
