import fs from 'node:fs';
import path from 'node:path';
import { answerWith, startFaultProxy, type FaultProxy } from '../support/faultProxy.js';
import { boxPrompt } from '../support/sampleWorkspace.js';
import { afterEachTest, generateFromLine, openSession, type UiSession } from '../support/uiSession.js';
import { until } from '../support/until.js';

/** How long the network is gone, in ms: longer by hand, to see what a long outage costs. */
const outageMs = Number(process.env['OUTAGE_MS'] ?? 20_000);

describe('Without a network', function () {
  this.timeout(300_000 + outageMs);
  let session: UiSession;
  let proxy: FaultProxy;
  const settings = (): Record<string, unknown> => ({ 'makistry.apiBaseUrl': proxy.baseUrl });

  before(async () => {
    proxy = await startFaultProxy();
    session = await openSession({ settings: settings(), env: { MAKISTRY_API_KEY: proxy.apiKey } });
    await session.workbench.openView('Makistry');
  });
  after(async () => {
    await session.close();
    await proxy.close();
  });
  afterEach(function () {
    return afterEachTest(session, this.currentTest);
  });

  it('two jobs wait, are followed to their end without a Refresh, and Usage says what the service has seen', async () => {
    const { workbench, page } = session;
    await proxy.refuse();
    proxy.forget();
    await generateFromLine(session, boxPrompt, { saysWhoseKey: true });
    await workbench.viewMessage.filter({ hasText: 'Nothing accepts connections' }).waitFor({ timeout: 60_000 });
    await generateFromLine(session, boxPrompt);
    const end = performance.now() + outageMs;
    await until(() => performance.now() > end, 'the outage to last', outageMs + 5000);
    await workbench.screenshot('out/ui/offline.png');
    await proxy.clear();
    await until(
      async () =>
        (await workbench.sideBar.getByText('Succeeded').count()) > 0 &&
        (await workbench.sideBar.getByText('Queued').count()) === 0 &&
        (await workbench.sideBar.getByText('Submitting').count()) === 0,
      'both jobs to end',
      280_000,
    );
    await until(async () => (await workbench.viewMessage.allInnerTexts()).join('') === '', 'the message to go');

    await workbench.viewMenu('Show Usage');
    const usage = page.frameLocator('iframe.webview.ready').frameLocator('#active-frame');
    const left = usage.getByRole('meter', { name: /This hour$/ });
    await until(
      async () => Number(await left.getAttribute('value')) === 100 - proxy.requests.length,
      'as many requests to be left as the service has not seen',
    );
    await workbench.screenshot('out/ui/offline-usage.png');
  });

  it('is told from the limit: the view says until when checks wait for that', async () => {
    const { workbench, profile } = session;
    const { length: sent } = proxy.requests;
    const withLimit = { ...settings(), 'makistry.requestsPerHour': sent + 6, 'makistry.polling.reserve': 0 };
    const file = path.join(profile, 'data/User/settings.json');
    fs.writeFileSync(file, JSON.stringify({ ...(JSON.parse(fs.readFileSync(file, 'utf8')) as object), ...withLimit }));
    // The settings' file isn't watched here.
    await workbench.reload();
    proxy.always(async ({ response, forward }) => {
      const answer = await forward();
      answerWith(response, {
        ...answer,
        body: Buffer.from(answer.body.toString('utf8').replaceAll('"status":"success"', '"status":"processing"')),
      });
    });
    await generateFromLine(session, boxPrompt);
    const message = workbench.viewMessage.filter({ hasText: /The jobs are asked about again at \d/ });
    await message.waitFor({ timeout: 60_000 });
    await workbench.screenshot('out/ui/offline-limit.png');
  });
});
