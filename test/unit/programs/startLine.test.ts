import assert from 'node:assert/strict';
import { outputFormats } from '../../../src/api/types.js';
import type { Platform } from '../../../src/programs/machine.js';
import { formatFor, formatOfName, type Program } from '../../../src/programs/program.js';
import { entryOf, ownPrograms, programOf } from '../../../src/programs/setting.js';
import { startLine } from '../../../src/programs/startLine.js';
import { inEnglish } from '../../../src/base/sentence.js';
import { awkwardNames } from '../../support/stubProgram.js';
import { machineWith, windowsEnv } from './fakeMachine.js';

function program(path: string, given: readonly string[] = ['${file}']): Program {
  return { name: 'Own', formats: outputFormats, start: { kind: 'file', path, arguments: given } };
}

const system: Program = { name: 'System', formats: outputFormats, start: { kind: 'system' } };

describe('What a program is started with', () => {
  const linux = machineWith('linux', ['/usr/bin/own', '/usr/bin/xdg-open'], { PATH: '/usr/bin' });

  for (const name of awkwardNames) {
    it(`is the file as one argument, whatever it is called: ${name}`, async () => {
      const file = `/parts/${name}`;
      assert.deepEqual(await startLine(program('/usr/bin/own'), file, linux), {
        command: '/usr/bin/own',
        arguments: [file],
      });
      const given = ['--open=${file}', '-x', '${file}${file}'];
      assert.deepEqual((await startLine(program('/usr/bin/own', given), file, linux)).arguments, [
        `--open=${file}`,
        '-x',
        file + file,
      ]);
    });
  }

  it('is the file at the end where no argument names it', async () =>
    assert.deepEqual((await startLine(program('/usr/bin/own', ['--gui']), '/a.step', linux)).arguments, [
      '--gui',
      '/a.step',
    ]));

  it('is a whole path, which no program takes for an option', () =>
    assert.rejects(startLine(program('/usr/bin/own'), '-rf.step', linux), TypeError));

  it('is nothing where the program is missing, with its name in the sentence', () =>
    assert.rejects(startLine(program('/usr/bin/gone'), '/a.step', linux), {
      name: 'ProgramError',
      message: 'Own was not started: there is no program /usr/bin/gone.',
    }));

  for (const script of ['own.cmd', 'own.BAT', 'own.bat ', 'own.cmd.', 'own.ps1', 'own.lnk', 'own']) {
    it(`is nothing on Windows for ${JSON.stringify(script)}, which would need a shell`, async () => {
      const path = `C:\\Tools\\${script}`;
      const machine = machineWith('win32', [path], windowsEnv);
      await assert.rejects(startLine(program(path), 'C:\\a.step', machine), {
        name: 'ProgramError',
        message: `Own was not started: ${path} needs a shell, and only programs are started, which end in .exe.`,
      });
    });
  }

  it('on Windows is the program itself', async () => {
    const machine = machineWith('win32', ['C:\\Tools\\own.EXE'], windowsEnv);
    assert.deepEqual(await startLine(program('C:\\Tools\\own.EXE'), 'C:\\ü; -b.step', machine), {
      command: 'C:\\Tools\\own.EXE',
      arguments: ['C:\\ü; -b.step'],
    });
  });

  it('on macOS is an application’s file, or its arguments in a new one', async () => {
    const machine = machineWith('darwin', ['/Applications/Own.app']);
    const own = '/Applications/Own.app';
    assert.deepEqual(await startLine(program(own), '/a "b".step', machine), {
      command: '/usr/bin/open',
      arguments: ['-a', own, '/a "b".step'],
    });
    assert.deepEqual(await startLine(program(own, ['--x=${file}']), '/a.step', machine), {
      command: '/usr/bin/open',
      arguments: ['-n', '-a', own, '--args', '--x=/a.step'],
    });
  });

  it('is the system’s opener for the system’s program, without a shell on each system', async () => {
    const lines = await Promise.all(
      (
        [
          ['win32', 'C:\\a, b=c\\ü.step'],
          ['darwin', '/a b.step'],
          ['linux', '/a b.step'],
        ] as const satisfies readonly (readonly [Platform, string])[]
      ).map(([platform, file]) => {
        const env = platform === 'win32' ? windowsEnv : { PATH: '/usr/bin' };
        return startLine(system, file, machineWith(platform, ['/usr/bin/xdg-open'], env));
      }),
    );
    assert.deepEqual(lines, [
      { command: 'C:\\Windows\\explorer.exe', arguments: ['"C:\\a, b=c\\ü.step"'], isVerbatim: true },
      { command: '/usr/bin/open', arguments: ['/a b.step'] },
      { command: '/usr/bin/xdg-open', arguments: ['/a b.step'] },
    ]);
  });

  it('is gio where there is no xdg-open, and a sentence where there is neither', async () => {
    const gio = machineWith('linux', ['/bin/gio'], { PATH: '/usr/bin:/bin' });
    assert.deepEqual((await startLine(system, '/a.step', gio)).arguments, ['open', '/a.step']);
    await assert.rejects(startLine(system, '/a.step', machineWith('linux', [], { PATH: '/bin' })), /xdg-open nor gio/);
  });
});

describe('A model for a program', () => {
  it('is given as it is where the program reads it, else in the first format that it can be saved in', () => {
    assert.equal(formatFor({ formats: ['STL', 'STEP'] }, 'STEP'), 'STEP');
    assert.equal(formatFor({ formats: ['3MF', 'STL'] }, 'STEP'), '3MF');
    assert.equal(formatFor({ formats: ['STEP', 'GLB'] }, 'STL'), 'GLB');
    assert.equal(formatFor({ formats: ['STEP'] }, '3MF'), undefined);
  });

  it('is known by its name', () =>
    assert.deepEqual(
      ['a.step', 'A.STP', 'a.b.stl', 'x.glb', 'x.3MF', 'x.step.txt', 'step', 'x.exe'].map(formatOfName),
      ['STEP', 'STEP', 'STL', 'GLB', '3MF', undefined, undefined, undefined],
    ));
});

describe('The setting of programs', () => {
  const machine = machineWith('linux', ['/usr/bin/stub'], { PATH: '/usr/bin' });
  const problem = (entry: unknown): string | undefined => {
    const { entries, problems } = ownPrograms([entry], machine);
    assert.equal(entries.length + problems.length, 1);
    return problems[0] && inEnglish(problems[0]);
  };

  it('takes a path or a bare name, and what else is left out as usual', async () => {
    const { entries, problems } = ownPrograms(
      [{ path: 'stub' }, { name: 'B', path: '/x/b', formats: ['STL', '3MF'] }],
      machine,
    );
    assert.deepEqual(problems, []);
    assert.deepEqual(entries, [
      { name: 'stub', path: 'stub', arguments: ['${file}'], formats: ['STEP', '3MF', 'STL', 'GLB'] },
      { name: 'B', path: '/x/b', arguments: ['${file}'], formats: ['3MF', 'STL'] },
    ]);
    const [stub] = await Promise.all(entries.map((entry) => programOf(entry, machine)));
    assert.deepEqual(stub?.start, { kind: 'file', path: '/usr/bin/stub', arguments: ['${file}'] });
  });

  it('says what can’t be used, and uses the rest', () => {
    assert.match(problem(7) ?? '', /Entry 1 of makistry\.programs has no path/);
    assert.match(problem({ name: 'A' }) ?? '', /has no path/);
    assert.match(problem({ path: './here/stub' }) ?? '', /neither a whole path nor a bare name/);
    assert.match(problem({ path: 'C:\\stub.exe' }) ?? '', /neither a whole path nor a bare name/);
    assert.match(problem({ path: 'stub', formats: ['DWG'] }) ?? '', /reads none of STEP, STL, GLB, 3MF/);
    assert.match(problem({ path: 'stub', formats: 'STEP' }) ?? '', /reads none of/);
    assert.match(problem({ path: 'stub', arguments: '--x' }) ?? '', /no list of texts/);
    assert.match(problem({ path: 'stub', arguments: [1] }) ?? '', /no list of texts/);
    assert.deepEqual(ownPrograms('stub', machine), { entries: [], problems: [] });
    assert.equal(ownPrograms([7, { path: 'stub' }], machine).entries.length, 1);
  });

  it('calls a chosen program by its file', () => {
    assert.equal(entryOf('C:\\Tools\\My CAM.exe', ['STL'], { platform: 'win32' }).name, 'My CAM');
    assert.equal(entryOf('/Applications/My CAM.app', ['STL'], { platform: 'darwin' }).name, 'My CAM');
  });
});
