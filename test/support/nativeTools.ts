import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';

/** Native OpenCascade and admesh, that know nothing of this project. */
export interface NativeTools {
  readonly admesh: string;
  /** DRAW, the test harness of OpenCascade. */
  readonly draw: string;
}

const packages = 'admesh occt-draw';
const drawNames = ['occt-draw-7.6', 'occt-draw', 'DRAWEXE'];

/**
 * The tools as they are installed, or installed now where that is allowed (root on Debian).
 * @throws Error with what to install
 */
export function ensureNativeTools(): NativeTools {
  return ensured(packages, find, 'native OpenCascade and admesh');
}

const readerOfDxf = 'python3-ezdxf';

/**
 * A Python that has ezdxf, which reads and audits DXF: as it is installed, or installed now.
 * @throws Error with what to install
 */
export function ensureEzdxf(): string {
  return ensured(
    readerOfDxf,
    () => ['/usr/bin/python3', 'python3'].find((python) => spawnSync(python, ['-c', 'import ezdxf']).status === 0),
    'ezdxf',
  );
}

function ensured<T>(wanted: string, look: () => T | undefined, what: string): T {
  let found = look();
  if (!found && process.getuid?.() === 0 && fs.existsSync('/etc/debian_version')) {
    console.log(`Installing ${wanted} with apt-get (once).`);
    for (const command of ['update', `install -y --no-install-recommends ${wanted}`]) {
      spawnSync('apt-get', ['-q', '-o', 'DPkg::Lock::Timeout=300', ...command.split(' ')], {
        stdio: 'inherit',
        env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
      });
    }
    found = look();
  }
  if (!found) throw new Error(`These tests need ${what}: install it (Debian: apt-get install ${wanted}).`);
  return found;
}

function find(): NativeTools | undefined {
  const folders = (process.env['PATH'] ?? '').split(path.delimiter);
  const which = (name: string): string | undefined =>
    folders.map((folder) => path.join(folder, name)).find((file) => fs.existsSync(file));
  const admesh = which('admesh');
  const draw = drawNames.map(which).find((file) => file !== undefined);
  return admesh && draw ? { admesh, draw } : undefined;
}

/**
 * Runs commands of DRAW and gives what they print.
 * @param scratch a folder for the script and for the plug-ins' names, which Debian leaves to its development packages
 */
export function runDraw({ draw }: NativeTools, scratch: string, commands: readonly string[]): string {
  const libraries = '/usr/lib/x86_64-linux-gnu';
  if (fs.existsSync(libraries)) {
    for (const library of fs.readdirSync(libraries).filter((file) => /^libTK\w+\.so\.7$/.test(file))) {
      const link = path.join(scratch, library.replace(/\.7$/, ''));
      if (!fs.existsSync(link)) fs.symlinkSync(path.join(libraries, library), link);
    }
  }
  const script = path.join(scratch, 'check.tcl');
  fs.writeFileSync(script, ['pload TOPTEST XSDRAW', ...commands, 'exit', ''].join('\n'));
  const { stdout, stderr, error } = spawnSync(draw, ['-b', '-f', script], {
    encoding: 'utf8',
    timeout: 60_000,
    env: {
      ...process.env,
      LD_LIBRARY_PATH: scratch,
      CSF_DrawPluginDefaults: '/usr/share/opencascade/resources/DrawResources',
    },
  });
  if (error) throw error;
  return stdout + stderr;
}
