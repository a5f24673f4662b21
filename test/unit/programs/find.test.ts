import assert from 'node:assert/strict';
import { findPrograms, onPath } from '../../../src/programs/find.js';
import { knownPrograms } from '../../../src/programs/known.js';
import type { Machine } from '../../../src/programs/machine.js';
import { startLine } from '../../../src/programs/startLine.js';
import { machineWith, windowsEnv } from './fakeMachine.js';

/** The programs by name, each with the command that a file is opened with. */
async function found(machine: Machine, file: string): Promise<Record<string, readonly string[]>> {
  const programs = await findPrograms(machine);
  const lines = await Promise.all(
    programs.map(async (program) => {
      const { command, arguments: given } = await startLine(program, file, machine);
      return [program.name, [command, ...given]] as const;
    }),
  );
  return Object.fromEntries(lines);
}

describe('Programs are found', () => {
  it('on Windows, in the newest version, in all folders of programs', async () => {
    const fusion = `C:\\Users\\ada\\AppData\\Local\\Autodesk\\webdeploy\\production\\${'0a'.repeat(20)}`;
    const machine = machineWith(
      'win32',
      [
        'C:\\Program Files\\FreeCAD 0.21\\bin\\FreeCAD.exe',
        'C:\\Program Files\\FreeCAD 1.0\\bin\\freecad.exe',
        'C:\\Program Files\\Blender Foundation\\Blender 4.9\\blender.exe',
        'C:\\Program Files\\Blender Foundation\\Blender 4.10\\blender.exe',
        'C:\\Program Files\\OrcaSlicer\\orca-slicer.exe',
        'C:\\Program Files\\Prusa3D\\PrusaSlicer\\prusa-slicer.exe',
        'C:\\Program Files\\Prusa3D\\PrusaSlicer\\prusa-slicer-console.exe',
        'C:\\Program Files (x86)\\Bambu Studio\\bambu-studio.exe',
        'C:\\Program Files\\UltiMaker Cura 5.8.1\\UltiMaker-Cura.exe',
        'C:\\Program Files\\SOLIDWORKS Corp\\SOLIDWORKS (2)\\SLDWORKS.exe',
        `${fusion}\\FusionLauncher.exe`,
      ],
      windowsEnv,
    );
    const file = 'C:\\Work\\Größe 1,2.step';
    const programs = await found(machine, file);
    assert.deepEqual(
      Object.keys(programs),
      knownPrograms.map(({ name }) => name),
    );
    assert.deepEqual(programs['FreeCAD'], ['C:\\Program Files\\FreeCAD 1.0\\bin\\freecad.exe', file]);
    assert.equal(programs['Blender']?.[0], 'C:\\Program Files\\Blender Foundation\\Blender 4.10\\blender.exe');
    assert.deepEqual(programs['Bambu Studio'], ['C:\\Program Files (x86)\\Bambu Studio\\bambu-studio.exe', file]);
    assert.deepEqual(programs['Autodesk Fusion'], [
      'C:\\Windows\\System32\\rundll32.exe',
      'url.dll,FileProtocolHandler',
      'fusion360://host/?command=open&file=C%3A%5CWork%5CGr%C3%B6%C3%9Fe%201%2C2.step',
    ]);
  });

  it('on macOS, as applications of all users and of this one', async () => {
    const machine = machineWith('darwin', [
      '/Applications/FreeCAD.app',
      '/Users/ada/Applications/Blender.app',
      '/Applications/Original Prusa Drivers/PrusaSlicer.app',
      '/Applications/UltiMaker Cura.app',
      '/Users/ada/Applications/Autodesk Fusion.app',
    ]);
    const programs = await found(machine, '/Users/ada/a b.step');
    assert.deepEqual(Object.keys(programs), ['FreeCAD', 'Blender', 'PrusaSlicer', 'UltiMaker Cura', 'Autodesk Fusion']);
    assert.deepEqual(programs['FreeCAD'], ['/usr/bin/open', '-a', '/Applications/FreeCAD.app', '/Users/ada/a b.step']);
    const [open, ...blender] = programs['Blender'] ?? [];
    assert.deepEqual(
      [open, blender.slice(0, 5), blender.slice(-2)],
      [
        '/usr/bin/open',
        ['-n', '-a', '/Users/ada/Applications/Blender.app', '--args', '--python-expr'],
        ['--', '/Users/ada/a b.step'],
      ],
    );
    assert.deepEqual(programs['Autodesk Fusion'], [
      '/usr/bin/open',
      'fusion360://host/?command=open&file=%2FUsers%2Fada%2Fa%20b.step',
    ]);
  });

  it('on Linux, on the path, as snaps, as AppImages and as flatpaks, which are let see the one file', async () => {
    const machine = machineWith(
      'linux',
      [
        '/opt/tools/freecad',
        '/snap/bin/blender',
        '/home/ada/Applications/OrcaSlicer_Linux_V2.2.0.AppImage',
        '/home/ada/Applications/OrcaSlicer_Linux_V2.10.0.AppImage',
        '/var/lib/flatpak/exports/bin/com.prusa3d.PrusaSlicer',
        '/home/ada/.local/share/flatpak/exports/bin/com.ultimaker.cura',
        '/usr/bin/flatpak',
      ],
      { PATH: '/usr/bin:/opt/tools:' },
    );
    const file = '/home/ada/-a b.step';
    const programs = await found(machine, file);
    assert.deepEqual(Object.keys(programs), ['FreeCAD', 'Blender', 'OrcaSlicer', 'PrusaSlicer', 'UltiMaker Cura']);
    assert.deepEqual(programs['FreeCAD'], ['/opt/tools/freecad', file]);
    assert.deepEqual(programs['OrcaSlicer'], ['/home/ada/Applications/OrcaSlicer_Linux_V2.10.0.AppImage', file]);
    assert.deepEqual(programs['PrusaSlicer'], [
      '/usr/bin/flatpak',
      'run',
      '--file-forwarding',
      'com.prusa3d.PrusaSlicer',
      '@@',
      file,
      '@@',
    ]);
  });

  it('not where there are none, and no flatpak where nothing runs it', async () => {
    for (const platform of ['win32', 'darwin', 'linux'] as const)
      assert.deepEqual(await findPrograms(machineWith(platform, [])), []);
    const exported = '/var/lib/flatpak/exports/bin/org.blender.Blender';
    assert.deepEqual(await findPrograms(machineWith('linux', [exported], { PATH: '/usr/bin' })), []);
  });

  it('never in the working folder, which a workspace fills', async () => {
    const windows = machineWith(
      'win32',
      ['.\\blender.exe', 'tools\\blender.exe', 'C:\\Own Tools\\cura.exe'],
      windowsEnv,
    );
    assert.equal(await onPath(windows, 'blender'), undefined);
    assert.equal(await onPath(windows, 'cura'), 'C:\\Own Tools\\cura.exe');
    const linux = machineWith('linux', ['./blender', 'blender', 'bin/blender'], { PATH: ':.:bin' });
    assert.equal(await onPath(linux, 'blender'), undefined);
  });

  it('by their programs only: on Windows no script counts', async () => {
    const machine = machineWith('win32', ['C:\\Own Tools\\cura.cmd', 'C:\\Own Tools\\cura.bat'], windowsEnv);
    assert.equal(await onPath(machine, 'cura'), undefined);
  });
});
