// The whole journey, unattended: a prompt selected in an editor becomes a STEP file in the workspace. Pictures of each
// step go to out/demo.
import fs from 'node:fs';
import path from 'node:path';
import { runMain } from '../test/support/main.js';
import { findRoot } from '../test/support/root.js';
import { boxPrompt } from '../test/support/sampleWorkspace.js';
import { openSession, type UiSession } from '../test/support/uiSession.js';
import { until } from '../test/support/until.js';
import { measureStep } from './measureStep.js';

const rowTimeoutMs = 120_000;

async function main(): Promise<void> {
  const pictures = path.join(findRoot(), 'out/demo');
  fs.rmSync(pictures, { recursive: true, force: true });
  fs.mkdirSync(pictures, { recursive: true });
  const session = await openSession({ settings: { 'makistry.service': 'local' } });
  try {
    const file = await makePart(session, pictures);
    const kept = path.join(pictures, path.basename(file));
    fs.copyFileSync(file, kept);
    const { volume } = await measureStep(kept);
    console.log(`\n${path.relative(process.cwd(), kept)}: ${fs.statSync(kept).size} bytes, ${volume.toFixed(2)} mm³`);
  } catch (error) {
    await session.workbench.screenshot(path.join(pictures, 'FAILED.png'));
    throw error;
  } finally {
    await session.close();
  }
}

/** Goes the way a user goes, and returns the path of the file it leaves in the workspace. */
async function makePart({ workbench, workspace }: UiSession, pictures: string): Promise<string> {
  let number = 0;
  const picture = async (name: string, what: string): Promise<void> => {
    const file = `${String(++number).padStart(2, '0')}-${name}.png`;
    await workbench.screenshot(path.join(pictures, file));
    console.log(`${file}  ${what}`);
  };

  await workbench.openFile('parts.md');
  await workbench.selectLine(boxPrompt);
  await picture('selection', `selected "${boxPrompt}"`);
  await workbench.editorContextMenu('Generate CAD from Selection');
  for (const [name, title] of [
    ['design-mode', /design mode/i],
    ['output-format', /output format/i],
  ] as const) {
    await workbench.waitForQuickInput(title);
    await picture(name, 'which one?');
    console.log(`${' '.repeat(name.length + 8)}${await workbench.acceptDefault({ title })}`);
  }

  await workbench.openView('Makistry');
  await waitForAnyRow(workbench, 'Processing');
  await picture('processing', 'the job is under Processing');
  const row = workbench.row(await waitForAnyRow(workbench, 'Succeeded'));
  await picture('succeeded', 'the job is under Succeeded');
  await workbench.contextMenu(row, 'Download');

  const folder = path.join(workspace, 'cad');
  const file = await until(
    () => fs.existsSync(folder) && fs.readdirSync(folder).find((name) => /^[^.].*\.step$/i.test(name)),
    'a STEP file in cad/',
    30_000,
  );
  await picture('downloaded', `downloaded cad/${file}`);
  return path.join(folder, file);
}

/** Waits for a row in a group of the tree and returns its label. */
async function waitForAnyRow(workbench: UiSession['workbench'], group: string): Promise<string> {
  return until(async () => (await workbench.groups()).get(group)?.[0], `a job under ${group}`, rowTimeoutMs);
}

runMain(main);
