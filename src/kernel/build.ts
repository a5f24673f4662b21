import type { OpenCascadeInstance, TopoDS_Shape } from 'replicad-opencascadejs';
import * as v from 'valibot';
import { checkApart, checkSolid } from './check';
import { combine } from './combine';
import { KernelFailure } from './failure';
import { writeModel } from './formats';
import { frames } from './frames';
import { MadeFaces } from './madeFaces';
import { withLetters } from './letters';
import { measure } from './measure';
import { Modeller } from './modeller';
import { kernelMessage } from './openCascade';
import { refine } from './refine';
import { sentenceOf } from './schema/values';
import {
  partSpecificationSchema,
  type BuiltModel,
  type CheckedFeature,
  type CheckedPart,
  type KernelFormat,
} from './specification';
import { combinedFacts } from './combinedFacts';
import { verifyFile } from './verify';

/** The colour of parts for which the specification has none: a light steel. */
const defaultColor = '#b0b7bf';

/**
 * Builds a specification feature by feature, checks the solid after each, writes it, and reads the file back.
 * @throws KernelFailure with `geometry_validation_failed` when a feature can't be right
 */
export async function build(
  oc: OpenCascadeInstance,
  specification: unknown,
  format: KernelFormat,
): Promise<BuiltModel> {
  const output = checkedSpecification(specification);
  const modeller = new Modeller(oc);
  try {
    const bodies = output.parts.map((part) => ({
      name: part.name,
      color: part.color ?? defaultColor,
      shape: buildPart(modeller, part),
    }));
    checkApart(modeller, bodies);
    const parts = bodies.map(({ name, color, shape }) => ({ name, color, ...measure(modeller, shape) }));
    const bytes = writeModel(modeller, format, output.name, bodies);
    await verifyFile(modeller, format, bytes, { shapes: bodies.map(({ shape }) => shape), facts: parts });
    return { bytes, facts: combinedFacts(parts), parts };
  } finally {
    modeller.dispose();
  }
}

/**
 * The solids of a specification, without a file of them.
 * @throws KernelFailure with `geometry_validation_failed` when a feature can't be right
 */
export function buildShapes(modeller: Modeller, specification: unknown): TopoDS_Shape[] {
  return checkedSpecification(specification).parts.map((part) => buildPart(modeller, part));
}

function checkedSpecification(specification: unknown): v.InferOutput<typeof partSpecificationSchema> {
  const { success, output, issues } = v.safeParse(partSpecificationSchema, specification);
  if (!success) throw new KernelFailure('geometry_validation_failed', sentenceOf(issues[0]));
  return output;
}

function buildPart(modeller: Modeller, { features, name }: CheckedPart): TopoDS_Shape {
  let body: TopoDS_Shape | undefined;
  const made = new MadeFaces(modeller, features);
  for (const feature of features) {
    try {
      body = apply(modeller, body, feature, made);
    } catch (error) {
      if (error instanceof KernelFailure) throw error;
      throw new KernelFailure(
        'geometry_validation_failed',
        `The ${feature.name} can’t be made: ${kernelMessage(modeller.oc, error)}.`,
        error,
      );
    }
    checkSolid(modeller, body, feature.name);
  }
  if (!body) throw new KernelFailure('geometry_validation_failed', `The part ${name} has no features.`);
  return body;
}

function apply(
  modeller: Modeller,
  body: TopoDS_Shape | undefined,
  feature: CheckedFeature,
  made: MadeFaces,
): TopoDS_Shape {
  const { operation } = feature;
  if ((operation === 'new') !== (body === undefined))
    throw new Error(operation === 'new' ? 'the part has been started already' : 'there is nothing to start from');
  if ('shape' in feature) {
    const places = frames(feature);
    const isOnFace = body && feature.shape.kind === 'text';
    const combined = isOnFace ? withLetters(modeller, body, places, feature) : combine(modeller, body, places, feature);
    made.byShapes(feature.name, combined.tools);
    return combined.body;
  }
  if (!body) throw new Error('there is nothing to start from');
  const refined = refine(modeller, body, feature, made);
  if (operation === 'mirror') made.byMirror(feature.name, feature.plane);
  else made.byChange(feature.name, refined);
  return refined;
}
