import assert from 'node:assert/strict';
import type { KernelClient } from '../../../../src/kernel/client';
import { partSpecificationSchema } from '../../../../src/kernel/specification';
import { judge } from '../../../../src/local/model/conversation';
import { roles } from '../../../../src/local/model/specificationNumbers';
import { examples, systemPrompt } from '../../../../src/local/model/systemPrompt';
import { forever, newKernel } from '../../../support/parts';

const mostTokens = 1700;

/**
 * An estimate of a text's tokens. Tokenizers of today cut at words, marks and digits like this, and long ones again.
 * Held against two of them: they gave 1688 (cl100k) and 1691 (o200k) for this prompt when it was estimated at 1692, and
 * at most 2 % more than the estimate for other texts of ours.
 */
function tokensOf(text: string): number {
  const pieces = text.match(/[^\r\n\p{L}\d]?\p{L}+|\d{1,3}| ?[^\s\p{L}\d]+\n*|\s+/gu) ?? [];
  const tokens = pieces.map((piece) =>
    /\p{L}/u.test(piece)
      ? Math.ceil(piece.length / 8) + (/^[^\s\p{L}]/u.test(piece) && piece.length > 7 ? 1 : 0)
      : Math.max(1, Math.ceil(piece.trim().length / 3)),
  );
  return Math.ceil(1.005 * tokens.reduce((sum, count) => sum + count, 0));
}

describe('What a language model is told', () => {
  let kernel: KernelClient;
  before(() => void (kernel = newKernel()));
  after(() => kernel.dispose());

  it(`has less than ${mostTokens} tokens`, () => {
    const tokens = tokensOf(systemPrompt());
    assert.ok(tokens < mostTokens, `${tokens} tokens`);
  });

  it('tells every key of the schema but those that are left out on purpose', () => {
    const told = systemPrompt();
    const missing = [...keysOf(partSpecificationSchema)].filter((key) => !new RegExp(`\\b${key}\\b`).test(told));
    assert.deepEqual(missing.sort(), [
      'acrossCorners',
      'align',
      'circumradius',
      'clockwise',
      'color',
      'farthest',
      'inradius',
      'large',
    ]);
  });

  it('knows of each number of the schema what it is', () => {
    const unknown = [...numericKeysOf(partSpecificationSchema)].filter((key) => !Object.hasOwn(roles, key));
    assert.deepEqual(unknown, []);
  });

  for (const [prompt, answer] of examples)
    it(`has an example that passes all guards: ${prompt}`, async () => {
      const build: Parameters<typeof judge>[2] = (part, signal) => kernel.build(part, 'STEP', signal);
      const judged = await judge(prompt, JSON.stringify(answer), build, forever);
      assert.ok(judged.kind === 'question' || judged.kind === 'part', JSON.stringify(judged));
      if (judged.kind === 'part') assert.deepEqual(judged.doubts, []);
    });
});

interface Inner {
  readonly type: string;
  readonly entries?: Readonly<Record<string, Inner>>;
  readonly options?: readonly Inner[];
  readonly wrapped?: Inner;
  readonly item?: Inner;
  readonly items?: readonly Inner[];
}

function walk(schema: unknown, key: string, visit: (key: string, type: string) => void): void {
  const { type, entries = {}, options = [], wrapped, item, items = [] } = schema as Inner;
  visit(key, type);
  for (const [name, entry] of Object.entries(entries)) walk(entry, name, visit);
  for (const inner of [...options, ...items, wrapped, item]) if (typeof inner === 'object') walk(inner, key, visit);
}

function keysOf(schema: unknown): ReadonlySet<string> {
  const keys = new Set<string>();
  walk(schema, '', (key) => keys.add(key));
  keys.delete('');
  return keys;
}

function numericKeysOf(schema: unknown): ReadonlySet<string> {
  const keys = new Set<string>();
  walk(schema, '', (key, type) => type === 'number' && keys.add(key));
  return keys;
}
