import { exportSTEP, makeCompound, type Shape3D } from 'replicad';
import type { OpenCascadeInstance } from 'replicad-opencascadejs';
import * as v from 'valibot';
import { checkSolid, volumeOf } from './check';
import { KernelFailure } from './failure';
import { measure } from './measure';
import { kernelMessage } from './openCascade';
import { makeShape, placements } from './shapes';
import { partSpecificationSchema, type BuiltModel, type CheckedFeature, type CheckedPart, type KernelFormat } from './specification';

/** Deviation of triangles from the true surface: mm, and radians. */
const meshTolerance = { tolerance: 0.01, angularTolerance: 0.1 };

/**
 * Builds a specification feature by feature, checks the solid after each, and writes it.
 * @throws KernelFailure with `geometry_validation_failed` when a feature can't be right
 */
export async function build(oc: OpenCascadeInstance, specification: unknown, format: KernelFormat): Promise<BuiltModel> {
  const { success, output, issues } = v.safeParse(partSpecificationSchema, specification);
  if (!success) throw new KernelFailure('geometry_validation_failed', sentence(issues[0]));
  const solids = output.parts.map((part) => ({ name: part.name, shape: buildPart(oc, part) }));
  const [first] = solids;
  const whole = first && solids.length === 1 ? first.shape : makeCompound(solids.map(({ shape }) => shape.clone()));
  const facts = measure(oc, whole);
  const blob = format === 'STEP' ? exportSTEP(solids, { unit: 'MM' }) : whole.blobSTL({ binary: true, ...meshTolerance });
  return { bytes: new Uint8Array(await blob.arrayBuffer()), facts };
}

/** The schema's own messages are sentences for the user; valibot's name no place. */
function sentence(issue: v.BaseIssue<unknown>): string {
  return issue.message.endsWith('.') ? issue.message : `The specification of the part is not valid at “${v.getDotPath(issue) ?? 'its top'}”. ${issue.message}.`;
}

function buildPart(oc: OpenCascadeInstance, { features, name }: CheckedPart): Shape3D {
  let body: Shape3D | undefined;
  for (const feature of features) {
    try {
      body = apply(oc, body, feature);
    } catch (error) {
      if (error instanceof KernelFailure) throw error;
      throw new KernelFailure('geometry_validation_failed', `The ${feature.name} can’t be made: ${kernelMessage(oc, error)}.`, error);
    }
    checkSolid(oc, body, feature.name);
  }
  if (!body) throw new KernelFailure('geometry_validation_failed', `The part ${name} has no features.`);
  return body;
}

function apply(oc: OpenCascadeInstance, body: Shape3D | undefined, feature: CheckedFeature): Shape3D {
  const { operation } = feature;
  if ((operation === 'new') !== (body === undefined)) throw new Error(operation === 'new' ? 'the part has been started already' : 'there is nothing to start from');
  let result = body;
  for (const at of placements(feature)) {
    const tool = makeShape(oc, feature.shape, result).translate([...at]);
    result = result ? combine(oc, result, tool, feature) : tool;
  }
  if (!result) throw new Error('it has no place');
  return result;
}

const without = {
  add: 'nothing is added: it lies inside the part',
  cut: 'nothing is cut where it should be: it lies outside the part',
  intersect: 'nothing is taken away: the part lies inside it',
};

/** Every copy has to change the part: one that doesn't would be a stated feature silently left out. */
function combine(oc: OpenCascadeInstance, body: Shape3D, tool: Shape3D, { name, operation, shape }: CheckedFeature): Shape3D {
  const refuse = (why: string): never => {
    throw new KernelFailure('geometry_validation_failed', `With the ${name}, ${why}.`);
  };
  const kind = operation === 'new' ? 'add' : operation;
  const result = kind === 'cut' ? body.cut(tool) : kind === 'intersect' ? body.intersect(tool) : body.fuse(tool);
  const before = volumeOf(oc, body);
  const change = kind === 'add' ? volumeOf(oc, result) - before : before - volumeOf(oc, result);
  if (!(change > 1e-9 * before)) refuse(without[kind]);
  if (kind === 'cut' && shape.kind === 'hole' && shape.depth !== 'through') {
    const whole = Math.PI * (shape.diameter / 2) ** 2 * shape.depth;
    if (Math.abs(change - whole) > 1e-6 * whole) refuse('a hole breaks out of the part or runs into another');
  }
  return result;
}
