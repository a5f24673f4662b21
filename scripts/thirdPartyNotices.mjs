// What the package holds of others, found from the bundles themselves, with the text of each licence:
// THIRD-PARTY-NOTICES.md.
import fs from 'node:fs';
import path from 'node:path';

/**
 * A package that has parts under the LGPL: it is shipped in files of its own, as it came, and no bundle may hold any of
 * it.
 */
export const replaceable = 'replicad-opencascadejs';

/**
 * Licences that want their text and the copyright along and nothing more. Any other has to be read first. That of fonts
 * also wants that a font isn't sold by itself, and that a changed one has another name: ours is as it came.
 */
const understood = ['MIT', 'ISC', 'OFL-1.1'];

/** A file's package, of several nested ones the innermost. */
const packagePattern = /^(?:.*\/)?node_modules\/((?:@[^/]+\/)?[^/]+)\//;

/**
 * The names of the packages that the bundles hold: those of their files, those that a file which was bundled before it
 * was published says in its source map that it holds, and what each of these needs, since one may have been bundled
 * into another without a word.
 * @param {string} root absolute
 * @param {readonly import('esbuild').Metafile[]} metafiles
 * @throws Error when a bundle holds a part of what must stay replaceable
 */
export function bundledPackages(root, metafiles) {
  const outputs = metafiles.flatMap((metafile) => Object.entries(metafile.outputs));
  const found = new Set();
  for (const [bundle, { inputs }] of outputs) {
    for (const input of Object.keys(inputs)) {
      for (const file of [input, ...mappedSources(path.join(root, input))]) {
        const name = packagePattern.exec(file)?.[1];
        if (name === replaceable)
          throw new Error(
            `${bundle} contains ${input}, which is under the LGPL: it has to stay a file that a user can replace.`,
          );
        if (name !== undefined) addWithNeeds(root, name, found);
      }
    }
  }
  return [...found].sort();
}

/** The sources of a file that was itself a bundle when it was published, as its source map has them. */
function mappedSources(file) {
  const map = `${file}.map`;
  if (!file.includes('node_modules') || !fs.existsSync(map)) return [];
  return JSON.parse(fs.readFileSync(map, 'utf8')).sources;
}

function addWithNeeds(root, name, found) {
  // Types are no part of what is shipped.
  if (found.has(name) || name.startsWith('@types/')) return;
  found.add(name);
  for (const needed of Object.keys(manifestOf(root, name).dependencies ?? {})) addWithNeeds(root, needed, found);
}

/**
 * The whole file.
 * @param {string} root absolute
 * @param {readonly string[]} names of packages in the bundles
 * @throws Error for a package without the text of its licence, or with a licence that nobody has read yet
 */
export function thirdPartyNotices(root, names) {
  const packages = names.map((name) => describe(root, name));
  for (const { name, licence } of packages) {
    if (!understood.includes(licence))
      throw new Error(
        `The bundles contain ${name}, whose licence is ${licence}: see what it asks for, and add it to scripts/thirdPartyNotices.mjs.`,
      );
  }
  const parts = [...packages.map(section), ...(names.includes('three') ? [draco(root)] : [])];
  return `${[head, openCascade(root), manifold(root), '## In the bundles', ...parts].join('\n\n')}\n`;
}

const head = `# Third-party notices

Made by \`npm run build\` from what the bundles hold. Makistry CAD itself is under the MIT licence (LICENSE).`;

/** The exact version, for who wants its source or another build. */
function openCascade(root) {
  const { name, version, licence, manifest, texts } = describe(root, replaceable);
  if (licence !== 'LGPL-2.1-only') throw new Error(`The licence of ${name} has changed to ${licence}.`);
  const image = /opencascade\.js:(\S+)/.exec(manifest.scripts?.buildSingle ?? '')?.[1];
  if (manifest.gitHead === undefined || image === undefined)
    throw new Error(`${name} no longer tells from which source it was built.`);
  const exception = fs.readFileSync(path.join(root, 'licences/opencascade-exception.txt'), 'utf8');
  return `## Open CASCADE Technology

Makistry CAD makes use of, and is in part based on, facilities provided by the Open CASCADE Technology software, which is under the GNU Lesser General Public License, version 2.1, with the
Open CASCADE exception. Both are below.

It is in two files, as the npm package \`${name}\` ${version} has them: \`dist/opencascade.mjs\`, which is its \`dist/replicad_single.js\` and nothing else, and \`dist/opencascade.wasm\`, which
is its \`dist/replicad_single.wasm\`.

**Its source.** Open CASCADE Technology ${openCascadeVersion(root)}: dev.opencascade.org. The package was built from revision \`${manifest.gitHead}\` of replicad (replicad.xyz), whose folder of that name lists
what is linked, with the build \`${image}\` of taucad's opencascade.js, which has the bindings and the changes to Open CASCADE. The compiler, Emscripten, adds its own
runtime (MIT), musl (MIT), and libc++ and libc++abi of LLVM (Apache-2.0 with the LLVM exception).

**To use your own build**, put its module in the place of \`dist/opencascade.mjs\` and its WebAssembly in the place of \`dist/opencascade.wasm\`, and
reload the window. You may change the library and reverse engineer Makistry CAD to debug such changes.

${texts.map(quoted).join('\n\n')}

${quoted(exception)}`;
}

/** As Open CASCADE writes it into the head of each STEP file. */
function openCascadeVersion(root) {
  const wasm = fs.readFileSync(path.join(root, 'node_modules', replaceable, 'dist/replicad_single.wasm'));
  const words = 'Open CASCADE STEP translator ';
  const at = wasm.indexOf(words);
  const version =
    at < 0 ? undefined : /^[\d.]+/.exec(wasm.toString('latin1', at + words.length, at + words.length + 16))?.[0];
  if (version === undefined) throw new Error('The WebAssembly no longer says which version of Open CASCADE it is.');
  return version;
}

/** It comes with three, whose own licence is another: its folder only says which. */
function draco(root) {
  const folder = path.join(root, 'node_modules/three/examples/jsm/libs/draco');
  if (!fs.readFileSync(path.join(folder, 'README.md'), 'utf8').includes('Apache License 2.0'))
    throw new Error('The licence of Draco has changed.');
  const text = fs.readFileSync(path.join(root, 'licences/apache-2.0.txt'), 'utf8');
  return `### Draco\n\nApache-2.0, github.com/google/draco; \`dist/decoders.js\` holds its decoder as it is in three, minified\n\n${quoted(text)}`;
}

/** Shipped as it came, so that it finds its WebAssembly beside it. */
function manifold(root) {
  const { name, version, licence, source, texts } = describe(root, 'manifold-3d');
  if (licence !== 'Apache-2.0') throw new Error(`The licence of ${name} has changed to ${licence}.`);
  return `## Manifold

${licence}, ${source}; \`dist/manifold.mjs\` and \`dist/manifold.wasm\` are the \`manifold.js\` and \`manifold.wasm\` of the npm package \`${name}\` ${version}, unchanged. Clipper2 (BSL-1.0) is compiled into the latter.

${texts.map(quoted).join('\n\n')}`;
}

function section({ name, version, licence, source, texts }) {
  return `### ${name} ${version}\n\n${licence}${source === undefined ? '' : `, ${source}`}\n\n${texts.map(quoted).join('\n\n')}`;
}

function quoted(text) {
  return `\`\`\`text\n${text.replaceAll('\r\n', '\n').trim()}\n\`\`\``;
}

/** @throws Error when the package has no licence, or not its text */
function describe(root, name) {
  const manifest = manifestOf(root, name);
  const texts = licenceTexts(path.join(root, 'node_modules', name));
  if (typeof manifest.license !== 'string' || texts.length === 0)
    throw new Error(`The package ${name} has no licence, or not its text: it can’t be shipped.`);
  return { name, version: manifest.version, licence: manifest.license, source: sourceOf(manifest), manifest, texts };
}

function manifestOf(root, name) {
  return JSON.parse(fs.readFileSync(path.join(root, 'node_modules', name, 'package.json'), 'utf8'));
}

/** Where the package says that its source is. */
function sourceOf({ repository, homepage }) {
  const given = typeof repository === 'string' ? repository : repository?.url;
  return given?.replace(/^git\+/, '').replace(/\.git$/, '') ?? homepage;
}

/** Every licence in a package: parts of it may have one of their own. */
function licenceTexts(folder) {
  return fs
    .readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter(
      (file) =>
        !file.includes('node_modules') &&
        /(^|[\\/])(licen[cs]e|copying|notice)([-.][\w.-]+)?$/i.test(file) &&
        fs.statSync(path.join(folder, file)).isFile(),
    )
    .sort()
    .map((file) => fs.readFileSync(path.join(folder, file), 'utf8'));
}
