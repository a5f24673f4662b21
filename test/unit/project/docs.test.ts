import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { findRoot } from '../../support/root.js';

const root = findRoot();
const pages = ['README.md', ...fs.readdirSync(path.join(root, 'docs')).map((name) => `docs/${name}`)];

/** Names of files in code spans: from the project's folder, or from `src` as the pages shorten them. */
const fileName = /`((?:src|test|scripts|docs|l10n|media)\/[\w./-]+|[a-z][\w-]*\/[\w./-]+\.(?:ts|mjs|md))`/g;

function missing(page: string): string[] {
  const text = fs.readFileSync(path.join(root, page), 'utf8');
  const named = [...text.matchAll(fileName)].map(([, name]) => name!).filter((name) => !name.includes('…'));
  const links = [...text.matchAll(/\]\((?!https?:|command:|#)([^)#\s]+)/g)].map(([, link]) =>
    path.posix.join(path.posix.dirname(page), link!),
  );
  const places = (name: string): string[] => [name, `src/${name}`, `src/local/prompt/${name}`];
  return [
    ...named.filter((name) => !places(name).some((place) => fs.existsSync(path.join(root, place)))),
    ...links.filter((link) => !fs.existsSync(path.join(root, link))),
  ];
}

describe('The pages of the project', () => {
  for (const page of pages) it(`name files that there are: ${page}`, () => assert.deepEqual(missing(page), []));

  it('lead from architecture.md to every page of docs', () => {
    const text = fs.readFileSync(path.join(root, 'docs/architecture.md'), 'utf8');
    const others = fs.readdirSync(path.join(root, 'docs')).filter((name) => name !== 'architecture.md');
    assert.deepEqual(
      others.filter((name) => !text.includes(`](${name}`)),
      [],
    );
  });
});
