import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { findPrograms } from '../../../src/programs/find.js';
import { launch } from '../../../src/programs/launch.js';
import { thisMachine, type Machine } from '../../../src/programs/machine.js';
import type { Program } from '../../../src/programs/program.js';
import { startLine } from '../../../src/programs/startLine.js';
import { temporaryFolder } from '../../support/cleanup.js';
import { awkwardNames, makeStub, type StubProgram } from '../../support/stubProgram.js';

describe('A program that is started', function () {
  if (process.platform === 'win32') return;
  let folder: ReturnType<typeof temporaryFolder>;
  let machine: Machine;
  let stub: StubProgram;
  let program: Program;
  before(async () => {
    folder = temporaryFolder();
    const bin = path.join(folder.path, 'bin');
    stub = makeStub(bin, 'freecad');
    const env = {
      PATH: bin,
      LANG: 'C.UTF-8',
      ELECTRON_RUN_AS_NODE: '1',
      VSCODE_IPC_HOOK: 'x',
      MAKISTRY_API_KEY: `mk_pub_${'a'.repeat(32)}`,
    };
    machine = { ...thisMachine(), platform: 'linux', env, home: folder.path };
    const [found, ...others] = await findPrograms(machine);
    assert.deepEqual([found?.name, others], ['FreeCAD', []]);
    program = found!;
  });
  after(() => folder.remove());

  for (const name of awkwardNames) {
    it(`gets the file whole: ${name}`, async () => {
      const file = path.join(folder.path, name);
      const before = stub.starts().length;
      await launch(program.name, await startLine(program, file, machine), machine);
      assert.deepEqual((await stub.next(before)).arguments, [file]);
      assert.equal(fs.existsSync(path.join(folder.path, 'gone')), false);
    });
  }

  it('gets nothing of the editor’s own, and no key, and starts in the home folder', async () => {
    const before = stub.starts().length;
    await launch(program.name, await startLine(program, '/a.step', machine), machine);
    const { env, cwd } = await stub.next(before);
    assert.deepEqual(
      Object.keys(env).filter((name) => /^(?:ELECTRON|VSCODE|MAKISTRY|NODE)_/.test(name)),
      [],
    );
    assert.deepEqual([env['LANG'], fs.realpathSync(cwd)], ['C.UTF-8', fs.realpathSync(folder.path)]);
  });

  it('goes on when the one that started it ends', async () => {
    const before = stub.starts().length;
    await launch(program.name, await startLine(program, '/a.step', machine), machine);
    assert.equal((await stub.next(before)).leadsGroup, true);
  });

  it('is told where it can’t be started', async () => {
    const broken = path.join(folder.path, 'bin/broken');
    fs.writeFileSync(broken, 'a program that nobody may run', { mode: 0o644 });
    const line = { command: broken, arguments: [] };
    await assert.rejects(launch('Broken', line, machine), {
      name: 'ProgramError',
      message: /^Broken was not started: /,
    });
    await assert.rejects(launch('Gone', { command: '/gone', arguments: [] }, machine), {
      name: 'ProgramError',
      message: 'Gone was not started: there is no program /gone.',
    });
  });
});
