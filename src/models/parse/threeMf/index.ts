import { inflateSync } from 'fflate';
import { inMemory } from '../../../formats/bytes';
import { ParseFailure } from '../../../formats/failure';
import { ThreeMfPackage } from '../../../formats/threeMf/package';
import type { Inflate } from '../../../formats/zip';
import type { PartTriangles } from '../meshBuilder';
import { readDocument, type Document } from './document';
import { Models } from './models';
import { readSlicerSettings } from './slicer';

/**
 * Reads the meshes of a 3MF package (core specification; production and materials extensions; what slicers write beside
 * them). three's own loader needs a page's XML parser, which a worker doesn't have.
 * @throws ParseFailure
 */
export async function parseThreeMf(bytes: Uint8Array): Promise<PartTriangles[]> {
  const archive = await ThreeMfPackage.open(inMemory(bytes), inflate);
  const rootName = await archive.root();
  const root = readDocument(await archive.text(rootName));
  if (!root.hasBuild) throw new ParseFailure('no_build');
  const others = await readOthers(archive, root);
  const parts = new Models(root, others, await readSlicerSettings(archive)).place();
  if (parts.length === 0) throw new ParseFailure('no_triangles');
  return parts;
}

/** Of a worker, which does nothing else meanwhile. What is damaged rejects. */
const inflate: Inflate = (packed, limit) =>
  new Promise((resolve) => resolve(inflateSync(packed, { out: new Uint8Array(limit) })));

/** The model parts that the root and those that it names name, by the names that they are called by. */
async function readOthers(archive: ThreeMfPackage, root: Document): Promise<ReadonlyMap<string, Document>> {
  const others = new Map<string, Document>();
  const missing = pathsIn(root);
  for (let path = missing.pop(); path !== undefined; path = missing.pop()) {
    if (others.has(path)) continue;
    const document = readDocument(await archive.text(path));
    others.set(path, document);
    missing.push(...pathsIn(document));
  }
  return others;
}

function pathsIn({ objects, items }: Document): string[] {
  const placed = [...items, ...[...objects.values()].flatMap(({ components }) => components)];
  return [...new Set(placed.map(({ path }) => path))].filter((path) => path !== '');
}
