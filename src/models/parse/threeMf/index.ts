import { inflateSync } from 'fflate';
import { inMemory } from '../../../formats/bytes';
import { ParseFailure } from '../../../formats/failure';
import { ThreeMfPackage } from '../../../formats/threeMf/package';
import type { Inflate } from '../../../formats/zip';
import { mendedOf, type Mended } from '../mended';
import type { PartTriangles } from '../meshBuilder';
import { readDocument, type Document } from './document';
import { Models } from './models';
import { prusaPart } from './prusa';
import { readSlicerSettings } from './slicerSettings';

/**
 * Reads the meshes of a 3MF package (core specification; production and materials extensions; what slicers write beside
 * them). three's own loader needs a page's XML parser, which a worker doesn't have.
 * @throws ParseFailure
 */
export async function parseThreeMf(
  bytes: Uint8Array,
): Promise<{ readonly parts: PartTriangles[]; readonly mended: readonly Mended[] }> {
  const archive = await ThreeMfPackage.open(inMemory(bytes), inflate);
  const rootName = await archive.root();
  const root = readDocument(await textOf(archive, rootName));
  if (!root.hasBuild) throw new ParseFailure('no_build');
  const others = await readOthers(archive, root);
  const slicer = await readSlicerSettings(archive);
  const models = new Models(root, others, slicer);
  const parts = models.place();
  const documents = [root, ...others.values()];
  if (parts.length === 0) throw nothingIn(archive, root, documents);
  const painted = documents.flatMap(({ objects }) =>
    [...objects.values()].flatMap((object) => [...object.painted.values()]),
  );
  const mended = mendedOf({
    textures: documents.reduce((sum, { textures }) => sum + textures, 0),
    lattices: documents.reduce((sum, { lattices }) => sum + lattices, 0),
    unit: documents.some(({ isUnitUnknown }) => isUnitUnknown),
    mixed_units: new Set(documents.map(({ scale }) => scale)).size > 1,
    empty_objects: models.empty,
    commas: documents.some(({ hasCommas }) => hasCommas),
    painting: painted.filter(({ isSplit }) => isSplit).length,
    unknown_colours: documents.reduce((sum, { unknownColours }) => sum + unknownColours, 0),
    double_colours: documents.reduce((sum, { doubledColours }) => sum + doubledColours, 0),
    shared_triangles: models.shared,
    settings: new Set([...slicer.unread, ...(models.isRangeBeyond ? [prusaPart] : [])]).size,
    plates: new Set(slicer.plates.values()).size,
  });
  return { parts, mended };
}

function nothingIn(archive: ThreeMfPackage, root: Document, documents: readonly Document[]): ParseFailure {
  const unread = new Set(documents.flatMap(({ unread: kinds }) => [...kinds]));
  if (unread.size > 0) return new ParseFailure('unknown_extension', [...unread].join(', '));
  if (archive.hasPartLike(/\.b?gcode$/i)) return new ParseFailure('sliced_only');
  return new ParseFailure(root.items.length === 0 ? 'no_build' : 'no_triangles');
}

/** Blocks the thread, which is that of a worker with nothing else to do. Rejects for damaged data. */
const inflate: Inflate = (packed, limit) =>
  new Promise((resolve) => resolve(inflateSync(packed, { out: new Uint8Array(limit) })));

/** The text of a model part. Where the package has keys, one that is no XML needs them. */
async function textOf(archive: ThreeMfPackage, part: string): Promise<string> {
  const text = await archive.text(part);
  if (archive.hasKeys && !/^\ufeff?\s*</.test(text)) throw new ParseFailure('encrypted', part);
  return text;
}

/** The model parts that the root names, itself or by way of others, by their names in the package. */
async function readOthers(archive: ThreeMfPackage, root: Document): Promise<ReadonlyMap<string, Document>> {
  const others = new Map<string, Document>();
  const missing = pathsIn(root);
  for (let path = missing.pop(); path !== undefined; path = missing.pop()) {
    if (others.has(path)) continue;
    const document = readDocument(await textOf(archive, path));
    others.set(path, document);
    missing.push(...pathsIn(document));
  }
  return others;
}

function pathsIn({ objects, items }: Document): string[] {
  const placed = [...items, ...[...objects.values()].flatMap(({ components }) => components)];
  return [...new Set(placed.map(({ path }) => path))].filter((path) => path !== '');
}
