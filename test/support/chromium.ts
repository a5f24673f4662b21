import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import { chromium, type BrowserContext } from 'playwright-core';

const usualPlaces = ['/usr/bin/chromium', '/usr/bin/google-chrome', '/usr/bin/chromium-browser'];

/**
 * The Chromium to drive: the one that CHROMIUM in the environment names, else an installed one, else one installed now
 * where that is allowed (root on Debian).
 * @throws Error with what to install.
 */
export function ensureChromium(): string {
  const named = process.env['CHROMIUM'];
  if (named) {
    if (!fs.existsSync(named)) throw new Error(`CHROMIUM names ${named}, which does not exist.`);
    return named;
  }
  const found = usualPlaces.find((place) => fs.existsSync(place));
  if (found) return found;
  if (process.getuid?.() === 0 && isDebian()) {
    console.log('Installing Chromium with apt-get (once).');
    const installed = installWithApt();
    if (installed) return installed;
  }
  throw new Error(
    'The tests need Chromium: install it (Debian: apt-get install chromium), or name one in the environment variable CHROMIUM.',
  );
}

/**
 * A fresh headless Chromium. Its names resolve to nothing but this machine, so that the workbench asks nobody outside.
 */
export async function launchChromium(profileFolder: string): Promise<BrowserContext> {
  const context = await chromium.launchPersistentContext(profileFolder, {
    executablePath: ensureChromium(),
    headless: true,
    viewport: { width: 1280, height: 800 },
    // No --disable-features here: it would replace the list that Playwright gives. WebGL comes from SwiftShader without
    // a flag.
    args: [
      '--disable-quic',
      '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost',
      ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
    ],
  });
  context.setDefaultTimeout(60_000);
  return context;
}

function isDebian(): boolean {
  return fs.existsSync('/etc/os-release') && /^ID=debian$/m.test(fs.readFileSync('/etc/os-release', 'utf8'));
}

function installWithApt(): string | undefined {
  const apt = (...args: string[]): void => {
    spawnSync('apt-get', ['-q', '-o', 'DPkg::Lock::Timeout=300', ...args], {
      stdio: 'inherit',
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    });
  };
  apt('update');
  apt('install', '-y', '--no-install-recommends', 'chromium');
  return usualPlaces.find((place) => fs.existsSync(place));
}
