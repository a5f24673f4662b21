import fs from 'node:fs';
import path from 'node:path';
import * as v from 'valibot';
import { parse } from 'yaml';
import { evaluate } from './arithmetic.js';

/** A number or arithmetic (`arithmetic.ts`), in mm or mm³. */
const quantity = v.pipe(
  v.union([v.number(), v.string()]),
  v.rawTransform(({ dataset, addIssue, NEVER }) => {
    try {
      return evaluate(dataset.value);
    } catch (error) {
      addIssue({ message: error instanceof Error ? error.message : String(error) });
      return NEVER;
    }
  }),
);
const size = v.tuple([quantity, quantity, quantity]);

const part = v.pipe(
  v.strictObject({
    prompt: v.pipe(v.string(), v.trim(), v.nonEmpty()),
    /** Closed form, in mm³. */
    volume: v.optional(quantity),
    /** Where a standard leaves details open (threads, tooth roots): between these. */
    volumeBetween: v.optional(v.tuple([quantity, quantity])),
    /** Sizes along X, Y and Z, in mm: length, width and height as the prompt names them. */
    box: v.optional(size),
    /** The same where the prompt leaves the orientation open: compared in ascending order. */
    sortedBox: v.optional(size),
    /** How far a size may be off, in mm. */
    boxWithin: v.optional(v.number(), 0.01),
    /** How many solids, or between which numbers. */
    solids: v.optional(v.union([v.number(), v.tuple([v.number(), v.number()])]), 1),
    /** Checked as STL, too. */
    stl: v.optional(v.boolean(), false),
    /** The reader can't read it yet, so it has to be refused: a wrong part is worse than none. */
    notYet: v.optional(v.boolean(), false),
  }),
  v.check(
    (entry) => (entry.volume === undefined) !== (entry.volumeBetween === undefined),
    'A part has either a volume or volumeBetween.',
  ),
  v.check(
    (entry) => entry.box === undefined || entry.sortedBox === undefined,
    'A part has either a box or a sortedBox.',
  ),
);

const words = v.union([v.string(), v.number()]);

const refusal = v.strictObject({
  prompt: v.pipe(v.string(), v.trim(), v.nonEmpty()),
  /** The error code, or those that are right. */
  code: v.union([
    v.pipe(
      v.string(),
      v.transform((code) => [code]),
    ),
    v.array(v.string()),
  ]),
  /** What the sentence has to name: one of these numbers, or of these beginnings of words. */
  says: v.pipe(
    v.union([
      v.pipe(
        words,
        v.transform((word) => [word]),
      ),
      v.array(words),
    ]),
    v.transform((alternatives) => mention(alternatives)),
  ),
});

function mention(alternatives: readonly (string | number)[]): RegExp {
  const patterns = alternatives.map((said) =>
    /^\d/.test(String(said)) ? `(?<![\\d.])${said}(?!\\.?\\d)` : `(?<!\\w)${said}`,
  );
  return new RegExp(patterns.join('|'), 'i');
}

const family = v.strictObject({
  family: v.string(),
  parts: v.optional(v.array(part), []),
  refusals: v.optional(v.array(refusal), []),
});

export type PartCase = v.InferOutput<typeof part>;
export type RefusalCase = v.InferOutput<typeof refusal>;
export type Family = v.InferOutput<typeof family>;

/** The families of a folder's YAML files. @throws Error naming the file and entry that is not of this form */
export function readFamilies(folder: string): Family[] {
  return fs
    .readdirSync(folder)
    .filter((name) => name.endsWith('.yaml'))
    .sort()
    .map((name) => {
      const result = v.safeParse(family, parse(fs.readFileSync(path.join(folder, name), 'utf8')));
      if (result.success) return result.output;
      throw new Error(
        `${name}: ${result.issues.map((issue) => `${v.getDotPath(issue) ?? ''}: ${issue.message}`).join('; ')}`,
      );
    });
}
