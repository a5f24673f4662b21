import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { startRecordingCloud, type RecordingCloud } from '../support/recordingCloud.js';
import { boxPrompt } from '../support/sampleWorkspace.js';
import { afterEachTest, generateFromLine, openSession, type UiSession } from '../support/uiSession.js';
import { until } from '../support/until.js';
import type { Workbench } from '../support/workbench.js';

/** Time in ms in which a window surely asks. */
const checkWithin = 60_000;

describe('Two windows with one key', function () {
  let session: UiSession;
  let cloud: RecordingCloud;
  let second: Workbench;
  /** How many checks there were before the job. */
  let earlier = 0;

  before(async () => {
    cloud = await startRecordingCloud();
    await makePastJob();
    session = await openSession({ settings: { 'makistry.apiBaseUrl': cloud.baseUrl } });
    const { workbench } = session;
    await workbench.command('Makistry: Set API Key…');
    await workbench.answer(cloud.apiKey, { title: /^Set API Key$/ });
    await workbench.notification('The API key is set').waitFor();
    await workbench.clearNotifications();
    await workbench.openView('Makistry');
    await workbench.viewTitleAction('Refresh');
    await workbench.rowInGroup('Succeeded', 'Cube');
    second = await session.openWindow();
    await second.openView('Makistry');
    await workbench.toFront();
  });
  after(async () => {
    await session.close();
    await cloud.close();
  });
  afterEach(async function () {
    if (this.currentTest?.state === 'failed') await second.screenshot('out/ui/FAILED-second-window.png');
    await afterEachTest(session, this.currentTest);
  });

  /**
   * How long this key's jobs take: a first one isn't asked about before the shortest documented time, half a minute.
   */
  async function makePastJob(): Promise<void> {
    const headers = { Authorization: `Bearer ${cloud.apiKey}`, 'Content-Type': 'application/json' };
    const answer = await fetch(`${cloud.baseUrl}/text-to-cad`, {
      method: 'POST',
      headers,
      body: JSON.stringify({ prompt: 'cube of 5 mm' }),
    });
    assert.equal(answer.status, 202);
    await until(() => cloud.isIdle(), 'the service to finish the job', 60_000);
  }

  const posts = (): number => cloud.api.filter(({ line }) => line.startsWith('POST')).length;
  const checks = (): readonly number[] =>
    cloud.api.filter(({ line }) => line.startsWith('GET /v1/jobs?limit=100')).map(({ at }) => at);

  /**
   * The extension host that does the work: the newest claim of the lease tells. Undefined while that one is being
   * written or replaced.
   */
  function poller(): number | undefined {
    const storage = path.join(session.profile, 'data/User/globalStorage/makistry.makistry-cad');
    const numberOf = (name: string): number => Number(/^poller-cloud-\w+-(\d+)\.json$/.exec(name)?.[1] ?? NaN);
    const [newest] = fs
      .readdirSync(storage)
      .filter((name) => numberOf(name) >= 0)
      .sort((a, b) => numberOf(b) - numberOf(a));
    const claim = newest === undefined ? '' : textOf(path.join(storage, newest));
    return claim.trimEnd().endsWith('}') ? (JSON.parse(claim) as { owner: { pid: number } }).owner.pid : undefined;
  }

  it('show a job of the one in the other, while one of them asks', async () => {
    cloud.held = true;
    earlier = checks().length;
    await generateFromLine(session, boxPrompt);
    await second.rowInGroup('Queued', 'A 40x20x10mm');
    await until(() => checks().length > earlier, 'a check', checkWithin);
    await second.toFront();
    await second.rowInGroup('Processing', 'A 40x20x10mm');
    await session.workbench.toFront();
    await session.workbench.rowInGroup('Processing', 'A 40x20x10mm');
  });

  it('go on when the one that asks is killed: the other takes over', async () => {
    const [killed, before] = [await until(poller, 'the claim'), checks().length];
    process.kill(killed, 'SIGKILL');
    await second.toFront();
    await until(
      () => ![killed, undefined].includes(poller()) && checks().length > before,
      'the other window to ask',
      checkWithin,
    );
    cloud.held = false;
    await second.rowInGroup('Succeeded', 'Box 40x20x10', checkWithin);
    assert.equal(posts(), 2, 'the past one, and this one once');
    const times = checks().slice(earlier);
    const pauses = times.slice(1).map((at, index) => at - times[index]!);
    // Two that ask would each keep the same schedule, and ask in pairs. A single request that is late, as on a busy
    // machine, comes close to the next one, too.
    const short = pauses.filter((pause) => pause < 900);
    assert.ok(
      pauses.length > 0 && short.length * 2 <= pauses.length,
      `the checks are ${pauses.map(Math.round).join(', ')} ms apart`,
    );
  });

  it('both tell below the title that the service has paused them, and what waits for it', async () => {
    const { workbench } = session;
    // The window whose extension host was killed has a new one.
    await workbench.toFront();
    await workbench.reload();
    await workbench.openView('Makistry');
    await workbench.rowInGroup('Succeeded', 'Box 40x20x10');
    cloud.refusing = true;
    await workbench.viewTitleAction('Refresh');
    const paused = /Paused by the service until \d/;
    await generateFromLine(session, boxPrompt);
    for (const window of [workbench, second]) {
      await window.toFront();
      const row = await window.rowInGroup('Submitting', 'A 40x20x10mm');
      await until(
        async () => (await row.innerText()).includes('waits for the service’s limit'),
        'the row to say why it waits',
      );
      await window.sideBar.getByText(paused).waitFor();
    }
    assert.equal(await workbench.page.locator('.notification-toast', { hasText: paused }).count(), 0);
  });
});

/** Empty where there is no such file any more. */
function textOf(file: string): string {
  try {
    return fs.readFileSync(file, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return '';
    throw error;
  }
}
