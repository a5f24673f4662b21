import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { KernelClient } from '../../../src/kernel/client.js';
import type { SolidFeature } from '../../../src/kernel/specification.js';
import { temporaryFolder } from '../../support/cleanup.js';
import { findRoot } from '../../support/root.js';

const dist = path.join(findRoot(), 'dist');
const packageFiles = path.join(findRoot(), 'node_modules/replicad-opencascadejs/dist');

describe('OpenCascade, which is under the LGPL', () => {
  it('is in files of its own, as they came', () => {
    assert.ok(
      fs
        .readFileSync(path.join(dist, 'opencascade.mjs'))
        .equals(fs.readFileSync(path.join(packageFiles, 'replicad_single.js'))),
    );
    assert.ok(
      fs
        .readFileSync(path.join(dist, 'opencascade.wasm'))
        .equals(fs.readFileSync(path.join(packageFiles, 'replicad_single.wasm'))),
    );
  });

  it('can be replaced by the user’s own module and WebAssembly, and parts are made with these', async () => {
    const folder = temporaryFolder();
    const used = path.join(folder.path, 'used');
    fs.copyFileSync(path.join(dist, 'kernel.js'), path.join(folder.path, 'kernel.js'));
    fs.copyFileSync(path.join(packageFiles, 'replicad_single.js'), path.join(folder.path, 'theirs.mjs'));
    fs.copyFileSync(path.join(packageFiles, 'replicad_single.wasm'), path.join(folder.path, 'opencascade.wasm'));
    const own = `import { writeFileSync } from 'node:fs';\nimport init from './theirs.mjs';\nexport default (options) => { writeFileSync(${JSON.stringify(used)}, ''); return init(options); };\n`;
    fs.writeFileSync(path.join(folder.path, 'opencascade.mjs'), own);
    const kernel = new KernelClient(path.join(folder.path, 'kernel.js'));
    const block: SolidFeature = { operation: 'new', name: 'block', shape: { kind: 'box', size: [40, 20, 10] } };
    const specification = { name: 'Box', parts: [{ name: 'Box', features: [block] }], assumptions: [] };
    const { facts } = await kernel.build(specification, 'STEP', new AbortController().signal);
    await kernel.dispose();
    assert.ok(Math.abs(facts.volume - 8000) < 1e-6);
    assert.ok(fs.existsSync(used), 'the user’s module must have been loaded');
    folder.remove();
  });
});
