import { Matrix4, Quaternion, Vector3 } from 'three';
import { ParseFailure } from '../../../formats/failure';
import type { Accessors, Numbers } from './accessors';
import { at, indexIn, numbersIn, objectIn, objectsIn, type Json } from './json';

/** A node and where it lies. */
export interface Node {
  readonly index: number;
  readonly json: Json;
  readonly world: Matrix4;
  /** The file hides it, or something that it is in (KHR_node_visibility). */
  readonly isHidden: boolean;
}

/**
 * The nodes of the scene that is to be shown, in the order of the file; in a file without scenes, all of its nodes.
 * This doesn't recurse, since a chain of nodes can be of any length.
 * @throws ParseFailure when a node is in two places
 */
export function nodesOf(json: Json): readonly Node[] {
  const nodes = objectsIn(json, 'nodes');
  return below(nodes, rootsOf(json, nodes));
}

/** Whether there is anything to see at the node. */
export function hasMesh({ json }: Pick<Node, 'json'>): boolean {
  return json['mesh'] !== undefined;
}

/**
 * How many scenes have meshes that the one that is shown doesn't have.
 * @throws ParseFailure as `nodesOf` does
 */
export function otherScenes(json: Json): number {
  const scenes = objectsIn(json, 'scenes');
  if (scenes.length < 2) return 0;
  const nodes = objectsIn(json, 'nodes');
  const seen = new Set(nodesOf(json).map(({ index }) => index));
  return scenes.filter((scene) => {
    const open = indicesIn(scene, 'nodes').filter((index) => !seen.has(index));
    let has = false;
    for (let index = open.pop(); index !== undefined; index = open.pop()) {
      if (seen.has(index)) continue;
      seen.add(index);
      const node = at(nodes, index, 'node');
      has ||= hasMesh({ json: node });
      open.push(...indicesIn(node, 'children'));
    }
    return has;
  }).length;
}

/** @param roots their indexes */
function below(nodes: readonly Json[], roots: readonly number[]): readonly Node[] {
  const found: Node[] = [];
  const seen = new Set<number>();
  const next = roots.map((index) => ({ index, parent: new Matrix4(), isIn: false }));
  next.reverse();
  for (let one = next.pop(); one; one = next.pop()) {
    const { index, parent, isIn } = one;
    if (seen.has(index)) throw new ParseFailure('unreadable_file', `node ${index} is in two places`);
    seen.add(index);
    const node = at(nodes, index, 'node');
    const world = new Matrix4().multiplyMatrices(parent, localMatrix(node));
    const isHidden = isIn || objectIn(node, 'extensions', 'KHR_node_visibility')?.['visible'] === false;
    found.push({ index, json: node, world, isHidden });
    const children = indicesIn(node, 'children');
    for (const child of [...children].reverse()) next.push({ index: child, parent: world, isIn: isHidden });
  }
  return found;
}

function rootsOf(json: Json, nodes: readonly Json[]): number[] {
  const scenes = objectsIn(json, 'scenes');
  if (scenes.length > 0) return indicesIn(at(scenes, indexIn(json, 'scene') ?? 0, 'scene'), 'nodes');
  const children = new Set(nodes.flatMap((node) => indicesIn(node, 'children')));
  return nodes.map((_, index) => index).filter((index) => !children.has(index));
}

function indicesIn(json: Json, key: string): number[] {
  const list: unknown = json[key];
  return Array.isArray(list) ? list.filter((value): value is number => Number.isInteger(value)) : [];
}

/** @throws ParseFailure for what isn't so many numbers: where the node lies isn't known then */
function localMatrix(node: Json): Matrix4 {
  const matrix = placingOf(node, 'matrix', 16);
  if (matrix) return new Matrix4().fromArray([...matrix]);
  const [x = 0, y = 0, z = 0] = placingOf(node, 'translation', 3) ?? [];
  const [i = 0, j = 0, k = 0, w = 1] = placingOf(node, 'rotation', 4) ?? [];
  const [a = 1, b = 1, c = 1] = placingOf(node, 'scale', 3) ?? [];
  // One that isn't of length 1 would stretch, which a rotation never does.
  const rotation = new Quaternion(i, j, k, w).normalize();
  return new Matrix4().compose(new Vector3(x, y, z), rotation, new Vector3(a, b, c));
}

function placingOf(node: Json, key: string, count: number): readonly number[] | undefined {
  const numbers = numbersIn(node, key, count);
  if (!numbers && node[key] !== undefined)
    throw new ParseFailure('unreadable_file', `a node’s ${key} has not ${count} numbers`);
  return numbers;
}

/**
 * How often a node's mesh occurs (EXT_mesh_gpu_instancing).
 * @throws ParseFailure
 */
export function instanceCount(node: Json, accessors: Accessors): number {
  const attributes = objectIn(node, 'extensions', 'EXT_mesh_gpu_instancing', 'attributes');
  if (!attributes) return 1;
  const counts = ['TRANSLATION', 'ROTATION', 'SCALE'].flatMap((key) => {
    const index = indexIn(attributes, key);
    return index === undefined ? [] : [accessors.countOf(index)];
  });
  if (new Set(counts).size > 1) throw new ParseFailure('unreadable_file', 'instances have different counts');
  return counts[0] ?? 1;
}

/**
 * Where a node's mesh lies, for each of its occurrences.
 * @throws ParseFailure
 */
export function instancesOf({ json, world }: Node, accessors: Accessors): readonly Matrix4[] {
  const attributes = objectIn(json, 'extensions', 'EXT_mesh_gpu_instancing', 'attributes');
  if (!attributes) return [world];
  const read = (key: string): Numbers | undefined => {
    const index = indexIn(attributes, key);
    return index === undefined ? undefined : accessors.read(index).values;
  };
  const [translations, rotations, scales] = [read('TRANSLATION'), read('ROTATION'), read('SCALE')];
  return Array.from({ length: instanceCount(json, accessors) }, (_, instance) => {
    const local = localMatrix({
      translation: translations && [...translations.subarray(instance * 3, instance * 3 + 3)],
      rotation: rotations && [...rotations.subarray(instance * 4, instance * 4 + 4)],
      scale: scales && [...scales.subarray(instance * 3, instance * 3 + 3)],
    });
    return new Matrix4().multiplyMatrices(world, local);
  });
}
