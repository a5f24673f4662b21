// A rule for ESLint: no file imports itself by way of others, for types or later.
import fs from 'node:fs';
import path from 'node:path';
import ts from 'typescript';

/** The project's files that a file imports, however it does. */
function importsOf(file, text) {
  const { importedFiles } = ts.preProcessFile(text, true, true);
  const paths = importedFiles
    .filter(({ fileName }) => fileName.startsWith('.'))
    .map(({ fileName }) => path.resolve(path.dirname(file), fileName.replace(/\.js$/, '')));
  return paths.flatMap((imported) =>
    [`${imported}.ts`, path.join(imported, 'index.ts'), imported].filter((name) => isFile(name)).slice(0, 1),
  );
}

function isFile(name) {
  return fs.existsSync(name) && fs.statSync(name).isFile();
}

/** Read once in a run of the linter. */
class Imports {
  #known = new Map();

  of(file) {
    let found = this.#known.get(file);
    if (!found)
      this.#known.set(file, (found = /\.m?ts$/.test(file) ? importsOf(file, fs.readFileSync(file, 'utf8')) : []));
    return found;
  }

  /** The shortest way from one file back to it, itself at both ends; undefined when there is none. */
  ring(start) {
    const cameFrom = new Map();
    const next = [start];
    for (const file of next) {
      for (const imported of this.of(file)) {
        if (imported === start) return [...wayTo(file, cameFrom), start];
        if (cameFrom.has(imported)) continue;
        cameFrom.set(imported, file);
        next.push(imported);
      }
    }
    return undefined;
  }
}

function wayTo(file, cameFrom) {
  const way = [];
  for (let at = file; at !== undefined; at = cameFrom.get(at)) way.unshift(at);
  return way;
}

const imports = new Imports();

/** @type {import('eslint').ESLint.Plugin} */
export default {
  rules: {
    'no-import-cycle': {
      create: (context) => ({
        Program: (node) => {
          const ring = imports.ring(context.filename);
          if (ring)
            context.report({
              node,
              message: `Files import each other: ${ring.map((file) => path.relative(context.cwd, file)).join(' → ')}`,
            });
        },
      }),
    },
  },
};
