import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { check } from 'recheck';
import ts from 'typescript';
import { findRoot } from '../../support/root.js';

/** An expression of the source, and where it stands. */
interface Expression {
  readonly source: string;
  readonly flags: string;
  readonly place: string;
}

/** What is bounded although the checker can't tell, by a piece of the expression. */
const bounded: readonly (readonly [piece: string, why: string])[] = [
  ['(?:\\b(?!https?:)[a-z][\\w+.-]{1,30}:\\/', 'each place is tried with at most 30 characters'],
  ['\\sfacet\\s[^]{0,200}?\\sloop', 'it looks at 4096 bytes with fixed counts'],
];

function expressionsIn(file: string): Expression[] {
  const tree = ts.createSourceFile(file, fs.readFileSync(file, 'utf8'), ts.ScriptTarget.Latest, true);
  const found: Expression[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isRegularExpressionLiteral(node)) {
      const end = node.text.lastIndexOf('/');
      const line = tree.getLineAndCharacterOfPosition(node.getStart()).line + 1;
      const place = `${path.relative(findRoot(), file)}:${line}`;
      // The flags of indices and of sets change nothing about how it is matched.
      found.push({ source: node.text.slice(1, end), flags: node.text.slice(end + 1).replace(/[dv]/g, ''), place });
    }
    ts.forEachChild(node, visit);
  };
  visit(tree);
  return found;
}

/** @returns those that aren't matched in time proportional to the text, and why */
async function slowOf(expressions: readonly Expression[]): Promise<string[]> {
  const slow: string[] = [];
  for (const { source, flags, place } of expressions) {
    const result = await check(source, flags, { timeout: 60_000 });
    if (result.status === 'vulnerable') slow.push(`${place}: ${result.complexity.summary}: ${source}`);
    else if (result.status === 'unknown') slow.push(`${place}: ${result.error.kind}: ${source}`);
  }
  return slow;
}

describe('Expressions', function () {
  this.timeout(600_000);

  it('of the source are matched in time proportional to the text, whatever stands in it', async () => {
    const source = path.join(findRoot(), 'src');
    const files = fs
      .readdirSync(source, { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.ts'))
      .map((file) => path.join(source, file));
    const all = new Map(files.flatMap(expressionsIn).map((each) => [`${each.source}/${each.flags}`, each]));
    const unknown = bounded.filter(([piece]) => ![...all.values()].some(({ source }) => source.includes(piece)));
    assert.deepEqual(unknown, [], 'exceptions without an expression');
    const judged = [...all.values()].filter(({ source }) => !bounded.some(([piece]) => source.includes(piece)));
    assert.ok(judged.length > 300, `only ${judged.length} were found`);
    assert.deepEqual(await slowOf(judged), []);
  });

  it('that try a text in many ways are found by that', async () => {
    const place = 'here';
    const comments = { source: String.raw`^(?:\s|\/\*[\s\S]*?\*\/)*ISO`, flags: '', place };
    const units = { source: '^(?:m|mm|\\d)+$', flags: '', place };
    assert.deepEqual(
      (await slowOf([comments, units])).map((each) => each.split(': ')[1]),
      ['exponential', 'exponential'],
    );
  });
});
