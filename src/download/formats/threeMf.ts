import { sentence, type Sentence } from '../../base/sentence';
import type { ByteSource } from '../byteSource';
import { hasLocalHeader, readZipDirectory, readZipText, type ZipEntry } from './zip';

/** @returns why it isn't a whole 3MF package with a model part, or undefined when it is */
export async function threeMfProblem(source: ByteSource): Promise<Sentence | undefined> {
  const start = await source.read(0, 4);
  if (start.toString('latin1') !== 'PK\u0003\u0004') return sentence('it does not start like a 3MF file');
  const entries = await readZipDirectory(source);
  if (!entries) return sentence('the directory of the 3MF file is not whole');
  const model = await findModel(source, entries);
  if (!model) return sentence('the 3MF file has no model part');
  return (await hasLocalHeader(source, model))
    ? undefined
    : sentence('the model part of the 3MF file is not where its directory says');
}

/** The part that the package's relations name (3MF Core §2.1), else one that is called like a model. */
async function findModel(source: ByteSource, entries: readonly ZipEntry[]): Promise<ZipEntry | undefined> {
  const byName = new Map<string, ZipEntry>();
  for (const entry of entries) if (!byName.has(partName(entry.name))) byName.set(partName(entry.name), entry);
  const relations = byName.get('_rels/.rels');
  const text = relations && (await readZipText(source, relations));
  for (const relation of relationsIn(text ?? '')) {
    const target = /\bTarget\s*=\s*["']([^"']+)["']/.exec(relation)?.[1];
    const part = target !== undefined && /\/3dmodel["']/.test(relation) ? byName.get(partName(target)) : undefined;
    if (part) return part;
  }
  return entries.find(({ name }) => /\.model$/i.test(name));
}

/** The tags of relations, each up to its end. */
function* relationsIn(text: string): Generator<string> {
  const start = '<Relationship';
  for (let at = text.indexOf(start); at !== -1;) {
    const next = text.indexOf(start, at + start.length);
    const tag = text.slice(at, next === -1 ? undefined : next);
    const end = tag.indexOf('>');
    if (end !== -1 && /\W/.test(tag.charAt(start.length))) yield tag.slice(0, end);
    at = next;
  }
}

/** Names of parts are compared without regard to case (ECMA-376-2 §9.1.1). */
function partName(name: string): string {
  return name.replace(/^\/+/, '').toLowerCase();
}
