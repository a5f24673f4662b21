import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { makeCertificate } from '../support/callbackReceiver.js';
import { temporaryFolder, type TemporaryFolder } from '../support/cleanup.js';
import { freePort } from '../support/codeServer.js';
import { startRecordingCloud, type RecordingCloud } from '../support/recordingCloud.js';
import { findRoot } from '../support/root.js';
import { boxPrompt } from '../support/sampleWorkspace.js';
import { startTlsProxy, type TlsProxy } from '../support/tlsProxy.js';
import { afterEachTest, generateFromLine, openSession, type UiSession } from '../support/uiSession.js';
import { until } from '../support/until.js';

const host = 'makistry-webhook.test';
const tubePrompt = 'A tube with 40mm outer diameter';

describe('Webhooks in the workbench', function () {
  let session: UiSession;
  let cloud: RecordingCloud;
  let proxy: TlsProxy;
  let folder: TemporaryFolder;

  before(async () => {
    folder = temporaryFolder();
    const certificate = makeCertificate(`DNS:${host}`);
    const authority = path.join(folder.path, 'authority.pem');
    fs.writeFileSync(authority, certificate.certificate);
    const port = await freePort();
    proxy = await startTlsProxy(certificate, port);
    const preload = path.join(findRoot(), 'out/test/support/namedHost.js');
    const env = { MAKISTRY_TEST_HOST: host };
    cloud = await startRecordingCloud({
      args: ['--callback-ca', authority],
      env: { ...env, NODE_OPTIONS: `--require ${preload}` },
    });
    session = await openSession({
      settings: { 'makistry.apiBaseUrl': cloud.baseUrl },
      machineSettings: {
        'makistry.webhook.enabled': true,
        'makistry.webhook.publicUrl': `https://${host}:${proxy.port}`,
        'makistry.webhook.port': port,
      },
      // As one of the system's certificates: VS Code's fetch does not heed NODE_EXTRA_CA_CERTS.
      env: { ...env, SSL_CERT_FILE: authority },
      preload,
    });
    const { workbench } = session;
    await workbench.command('Makistry: Set API Key…');
    await workbench.answer(cloud.apiKey, { title: /^Set API Key$/ });
    await workbench.notification('The API key is set').waitFor();
    await workbench.command('Makistry: Set Webhook Signing Secret…');
    await workbench.answer(cloud.signingSecret, { title: /^Set Webhook Signing Secret$/ });
    await workbench.notification('signing secret of “Default” is set').waitFor();
    await workbench.clearNotifications();
  });
  after(async () => {
    await session.close();
    await cloud.close();
    await proxy.close();
    folder.remove();
  });
  afterEach(function () {
    return afterEachTest(session, this.currentTest);
  });

  const requestsSince = (count: number): readonly string[] => cloud.api.slice(count).map(({ line }) => line);
  /** A window may show what came before the answer to it is written down. */
  const answered = async (expected: readonly number[]): Promise<void> => {
    await until(() => callbacks().length >= expected.length, 'the answers to the callbacks');
    assert.deepEqual(
      callbacks().map(({ status }) => status),
      expected,
    );
  };
  const callbacks = (): readonly { line: string; status: number }[] =>
    proxy.seen.filter(({ line }) => line.startsWith('POST '));

  it('are tested: the address leads to this machine, or what is wrong is said', async () => {
    const { workbench } = session;
    await workbench.command('Makistry: Test Webhook Address');
    await workbench.notification(`The webhook address works: ${host}:${proxy.port} leads to this machine.`).waitFor();
    await workbench.clearNotifications();
    proxy.mode = 'login';
    await workbench.command('Makistry: Test Webhook Address');
    await workbench
      .notification('asks for a login before it lets anybody through. Make the forwarded port public.')
      .waitFor();
    proxy.mode = 'pass';
    await workbench.clearNotifications();
    await workbench.command('Makistry: Test Webhook Address');
    await workbench.notification('The webhook address works').waitFor();
    await workbench.clearNotifications();
  });

  it('end a job in tree and notification without a single request for it', async () => {
    const { workbench } = session;
    const before = cloud.api.length;
    await generateFromLine(session, boxPrompt);
    await workbench.rowInGroup('Succeeded', 'Box 40x20x10', 60_000);
    await workbench.notification('“Box 40x20x10” is ready.').waitFor();
    assert.deepEqual(requestsSince(before), ['POST /v1/text-to-cad']);
    await answered([204]);
    assert.match(callbacks()[0]!.line, /^POST \/makistry\/[\w-]{43}$/);
    await workbench.clearNotifications();
  });

  it('are believed with the new secret after it was rotated, which asks for the key’s id once', async () => {
    const { workbench, page } = session;
    await workbench.command('Makistry: Rotate Webhook Signing Secret…');
    await workbench.answer(cloud.apiKeyId, { title: /^Rotate Webhook Signing Secret$/ });
    await page.getByRole('button', { name: 'Rotate', exact: true }).click();
    await workbench.notification('is rotated and kept').waitFor();
    await workbench.clearNotifications();
    const before = cloud.api.length;
    await generateFromLine(session, tubePrompt);
    await workbench.rowInGroup('Succeeded', 'Tube', 60_000);
    assert.deepEqual(requestsSince(before), ['POST /v1/text-to-cad']);
    await answered([204, 204]);
  });

  it('leave no secret in a file', () => {
    const secret = cloud.signingSecret;
    const found = [session.workspace, session.profile]
      .flatMap((root) =>
        fs
          .readdirSync(root, { recursive: true, withFileTypes: true })
          .filter((entry) => entry.isFile())
          .map((entry) => path.join(entry.parentPath, entry.name)),
      )
      .filter((file) => fs.existsSync(file) && fs.readFileSync(file).includes(secret));
    assert.deepEqual(found, []);
  });
});
