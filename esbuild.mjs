// Bundles. `node esbuild.mjs` builds dist/ (add --production to minify, --watch to keep building); `--tests` builds the
// tests and scripts into out/.
import * as esbuild from 'esbuild';
import fs from 'node:fs';
import path from 'node:path';
import { bundledPackages, replaceable, thirdPartyNotices } from './scripts/thirdPartyNotices.mjs';

const root = import.meta.dirname;
const production = process.argv.includes('--production');
const watch = process.argv.includes('--watch');
const tests = process.argv.includes('--tests');

/** The extension host loads this one at once, in everybody's editor. */
const hostBundleLimit = 120_000;

/**
 * Modules that would bring a second HTTP stack into the extension host, past the proxy and certificates that VS Code
 * sets on its own `fetch`.
 */
const httpStacks = /(^|\/)node_modules\/(undici|axios|got|ky|node-fetch|cross-fetch|request|superagent|hono|@hono)\//;
const httpBuiltins = /^(node:)?(http|https|http2)$/;

/**
 * Those of the host's bundles that neither serve HTTP, as the webhooks' does, nor start the kernel, as the preview's
 * does.
 */
const checkedBundles = [
  'extension',
  'errors',
  'checkedParts',
  'commands',
  'document',
  'download',
  'halfWritten',
  'localStart',
  'logKeeper',
  'pages',
  'runner',
  'shortenLedger',
  'tree',
];

/** What only the kernel's own bundle may contain. */
const kernelLibraries = /(^|\/)(node_modules\/(replicad|replicad-opencascadejs|fflate)|src\/kernel)\//;

/** @type {esbuild.BuildOptions} */
const node = {
  absWorkingDir: root,
  bundle: true,
  platform: 'node',
  target: 'node20',
  format: 'cjs',
  sourcemap: production ? false : 'linked',
  minify: production,
  loader: { '.woff': 'binary' },
  legalComments: 'none',
  logLevel: 'warning',
  metafile: true,
};

/**
 * What the extension imports when it is first needed stays out of its bundle: `import('../download/index')` loads
 * dist/download.js.
 */
const loadedLater = {
  'base/halfWritten': 'halfWritten',
  'base/sharedLog/logKeeper': 'logKeeper',
  'commands/index': 'commands',
  'document/index': 'document',
  'download/index': 'download',
  'export/index': 'exporter',
  'jobs/follow/accountRunner': 'runner',
  'jobs/shortenLedger': 'shortenLedger',
  'tree/jobsTree': 'tree',
  'pages/pageHost': 'pages',
  'preview/host': 'previewHost',
  'host/checkedParts': 'checkedParts',
  'host/modelReading': 'modelReading',
  'host/startLocal': 'localStart',
  'webhook/index': 'webhook',
};

/** What unpacks compressed GLB files, for the page's worker and for the check of downloads. */
const decoders = 'models/decoders/decoders';

/**
 * How the bundles of the extension host are cut. The classes of errors are in a bundle of their own that all others
 * require: an error that one of them throws is then an instance of what another one catches.
 * @type {esbuild.Plugin}
 */
const hostBundles = {
  name: 'host-bundles',
  setup: (build) =>
    build.onResolve({ filter: /^\.\.?\// }, ({ kind, path: imported, resolveDir }) => {
      const source = path.join(root, 'src');
      const module = path.relative(source, path.resolve(resolveDir, imported)).split(path.sep).join('/');
      if (module === 'api/errors') return { path: './errors.js', external: true };
      if (module === decoders) return { path: './decoders.js', external: true };
      if (kind === 'dynamic-import' && Object.hasOwn(loadedLater, module))
        return { path: `./${loadedLater[module]}.js`, external: true };
    }),
};

/**
 * OpenCascade is under the LGPL, so whoever uses the extension must be able to put another build in its place: its
 * module is shipped as it came.
 * @type {esbuild.Plugin}
 */
const replaceableKernel = {
  name: 'replaceable-kernel',
  setup: (build) =>
    build.onResolve({ filter: /^replicad-opencascadejs$/ }, () => ({ path: './opencascade.mjs', external: true })),
};

/**
 * The library that cuts solids of triangles finds its WebAssembly by its own address, which a bundle doesn't have.
 * @type {esbuild.Plugin}
 */
const separateManifold = {
  name: 'separate-manifold',
  setup: (build) => build.onResolve({ filter: /^manifold-3d$/ }, () => ({ path: './manifold.mjs', external: true })),
};

/**
 * Draco's decoder is a script that leaves a variable, in a package of modules: it gets an export.
 * @type {esbuild.Plugin}
 */
const dracoModule = {
  name: 'draco-module',
  setup: (build) =>
    build.onLoad({ filter: /draco_decoder\.js$/ }, ({ path: file }) => ({
      contents: `${fs.readFileSync(file, 'utf8')}\nexport default DracoDecoderModule;`,
    })),
};

/** @type {esbuild.BuildOptions} */
const host = { ...node, outdir: 'dist', external: ['vscode'], plugins: [hostBundles] };

/** @type {esbuild.BuildOptions} */
const page = { ...node, platform: 'browser', target: 'chrome130', format: 'iife', outdir: 'dist' };

/** @type {esbuild.BuildOptions[]} */
const products = [
  { ...host, entryPoints: { extension: 'src/extension.ts' } },
  { ...host, entryPoints: { errors: 'src/api/errors.ts' }, plugins: [] },
  ...Object.entries(loadedLater).map(([module, name]) => ({ ...host, entryPoints: { [name]: `src/${module}.ts` } })),
  {
    ...page,
    entryPoints: {
      preview: 'src/preview/webview/main.ts',
      previewWorker: 'src/preview/webview/worker.ts',
      comparison: 'src/preview/webview/compare/main.ts',
      details: 'src/pages/details/webview/main.ts',
      usage: 'src/pages/usage/webview/main.ts',
    },
  },
  {
    ...node,
    entryPoints: { local: 'src/local/worker.ts', kernel: 'src/kernel/worker.ts' },
    outdir: 'dist',
    plugins: [replaceableKernel],
  },
  {
    ...host,
    entryPoints: { partCheck: 'src/check/worker.ts', export: 'src/export/worker.ts' },
    plugins: [hostBundles, replaceableKernel],
  },
  {
    ...host,
    entryPoints: { compare: 'src/compare/worker.ts' },
    plugins: [hostBundles, replaceableKernel, separateManifold],
  },
  { ...node, entryPoints: { promptCheck: 'src/local/check/worker.ts' }, outdir: 'dist' },
  { ...host, entryPoints: { modelCheck: 'src/models/check/worker.ts' } },
  {
    ...page,
    entryPoints: { decoders: 'src/models/decoders/decoders.ts' },
    plugins: [dracoModule],
    // Where there is Node.js, they are there.
    external: ['fs', 'path'],
  },
  {
    ...node,
    entryPoints: { 'makistry-local': 'src/local/cli.ts' },
    outdir: 'dist',
    banner: { js: '#!/usr/bin/env node' },
  },
];

/** Every file below `folder` whose name ends in `suffix`, relative to the project. */
function filesBelow(folder, suffix) {
  if (!fs.existsSync(path.join(root, folder))) return [];
  return fs
    .readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' })
    .map((file) => path.posix.join(folder, file.split(path.sep).join('/')))
    .filter((file) => file.endsWith(suffix) && !/(^|\/)(node_modules|vscode-host(-min)?)\//.test(file));
}

/**
 * The font of texts is bundled also where packages aren't: Node.js can't import it.
 * @type {esbuild.Plugin}
 */
const bundledFont = {
  name: 'bundled-font',
  setup: (build) =>
    build.onResolve({ filter: /\.woff$/ }, ({ path: file }) => ({ path: path.join(root, 'node_modules', file) })),
};

/** @type {esbuild.BuildOptions[]} */
const testBundles = [
  {
    ...node,
    entryPoints: [...filesBelow('test', '.ts'), ...filesBelow('scripts', '.ts')],
    outbase: '.',
    outdir: 'out',
    packages: 'external',
    plugins: [bundledFont],
    external: ['vscode'],
    sourcemap: 'linked',
    minify: false,
  },
];

/**
 * Ships OpenCascade’s module and its WebAssembly as they came, apart from the code. The package compresses the latter
 * to 7 MB. With Brotli it would be 5, but then each start of the kernel would unpack it, which takes half as long as
 * all else that a start takes.
 */
function copyKernel() {
  fs.mkdirSync(path.join(root, 'dist'), { recursive: true });
  for (const [from, to] of [
    ['replicad_single.js', 'opencascade.mjs'],
    ['replicad_single.wasm', 'opencascade.wasm'],
  ])
    fs.copyFileSync(path.join(root, 'node_modules', replaceable, 'dist', from), path.join(root, 'dist', to));
  for (const [from, to] of [
    ['manifold.js', 'manifold.mjs'],
    ['manifold.wasm', 'manifold.wasm'],
  ])
    fs.copyFileSync(path.join(root, 'node_modules/manifold-3d', from), path.join(root, 'dist', to));
}

/**
 * Fails the build when a bundle that runs in the extension host took an HTTP stack or the kernel along, or the one that
 * loads at once grew too large.
 */
function checkHostBundles(metafiles) {
  const outputs = Object.fromEntries(metafiles.flatMap(({ outputs }) => Object.entries(outputs)));
  for (const name of checkedBundles) {
    const file = `dist/${name}.js`;
    const { inputs, imports } = outputs[file];
    const stack = Object.keys(inputs).find((input) => httpStacks.test(input));
    if (stack) throw new Error(`${file} contains an HTTP stack: ${stack}. The host uses its own fetch.`);
    const kernel = Object.keys(inputs).find((input) => kernelLibraries.test(input));
    if (kernel) throw new Error(`${file} contains a part of the kernel: ${kernel}. It runs in a worker of its own.`);
    const builtin = imports.find((imported) => httpBuiltins.test(imported.path));
    if (builtin) throw new Error(`${file} imports ${builtin.path}. The host uses its own fetch.`);
  }
  if (!production) return;
  const bytes = outputs['dist/extension.js'].bytes + outputs['dist/errors.js'].bytes;
  if (bytes > hostBundleLimit)
    throw new Error(`dist/extension.js and what it loads at once have ${bytes} bytes, more than ${hostBundleLimit}.`);
  console.log(`dist/extension.js and what it loads at once: ${bytes} bytes of at most ${hostBundleLimit}`);
}

/**
 * Brings THIRD-PARTY-NOTICES.md up to date. What is packaged must have it already, so that a new library is seen by
 * whoever reads the change.
 */
function writeNotices(metafiles) {
  const file = path.join(root, 'THIRD-PARTY-NOTICES.md');
  const notices = thirdPartyNotices(root, bundledPackages(root, metafiles));
  if (fs.existsSync(file) && fs.readFileSync(file, 'utf8') === notices) return;
  if (production)
    throw new Error('THIRD-PARTY-NOTICES.md is not that of these bundles: run npm run build, and commit it.');
  fs.writeFileSync(file, notices);
}

if (tests) {
  fs.rmSync(path.join(root, 'out/test'), { recursive: true, force: true });
  fs.rmSync(path.join(root, 'out/scripts'), { recursive: true, force: true });
  await Promise.all(testBundles.map((options) => esbuild.build(options)));
} else if (watch) {
  copyKernel();
  for (const options of products) await (await esbuild.context({ ...options, logLevel: 'info' })).watch();
} else {
  copyKernel();
  const metafiles = (await Promise.all(products.map((options) => esbuild.build(options)))).map(
    ({ metafile }) => metafile,
  );
  checkHostBundles(metafiles);
  writeNotices(metafiles);
}
