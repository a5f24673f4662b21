import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { readOptions } from '../../../src/local/options.js';
import { makeCertificate, startCallbackReceiver } from '../../support/callbackReceiver.js';
import { temporaryFolder, type TemporaryFolder } from '../../support/cleanup.js';
import { localApi } from '../../support/localApi.js';
import { runCli } from '../../support/localCli.js';
import { until } from '../../support/until.js';

describe('The command makistry-local', () => {
  let folder: TemporaryFolder;
  beforeEach(() => void (folder = temporaryFolder()));
  afterEach(() => folder.remove());

  it('prints one line with address, key, signing secret and the key’s id, and serves on 127.0.0.1 only', async () => {
    const { address, line, child, code } = await runCli(['--data', folder.path]);
    assert.deepEqual(Object.keys(address), ['baseUrl', 'apiKey', 'signingSecret', 'apiKeyId']);
    assert.match(address.baseUrl, /^http:\/\/127\.0\.0\.1:\d+\/v1$/);
    assert.match(address.apiKey, /^mk_pub_[0-9a-f]{32}$/);
    assert.equal(line!.trim().split('\n').length, 1);
    const { call } = localApi(() => address);
    assert.equal((await call('/jobs')).status, 200);
    assert.equal((await call(`/keys/${address.apiKeyId}/rotate-secret`, { method: 'POST' })).status, 200);
    // Only Linux gives a machine more addresses of loopback than this one.
    if (process.platform === 'linux')
      await assert.rejects(fetch(`${address.baseUrl.replace('127.0.0.1', '127.0.0.2')}/jobs`));
    child.kill('SIGTERM');
    assert.equal(await code, 0);
  });

  it('ends in order when its console is closed', async () => {
    const { child, code } = await runCli(['--data', folder.path]);
    child.kill('SIGHUP');
    assert.equal(await code, 0);
    assert.equal(fs.existsSync(path.join(folder.path, 'service.json')), false);
  });

  it('takes the port that it is given', async () => {
    const free = await runCli(['--data', folder.path]);
    const { port } = new URL(free.address.baseUrl);
    free.child.kill('SIGTERM');
    await free.code;
    const given = await runCli(['--data', folder.path, '--port', port]);
    assert.equal(new URL(given.address.baseUrl).port, port);
    given.child.kill('SIGTERM');
    await given.code;
  });

  it('explains itself with --help', async () => {
    const { line, code } = await runCli(['--help']);
    assert.equal(await code, 0);
    for (const option of ['--port', '--data', '--limits', '--credits', '--callback-ca', '--help'])
      assert.match(line!, new RegExp(`^ +${option}\\b`, 'm'));
  });

  for (const [args, sentence] of [
    [['--port', '65536'], /^--port takes whole numbers from 0 to 65535, not "65536"\./],
    [['--port', 'http'], /^--port takes/],
    [['--port=-1'], /^--port takes/],
    [['--port', '1e3'], /^--port takes/],
    [['--limits', '20'], /^--limits must be two numbers, such as 20,100\./],
    [['--limits', '0,100'], /^--limits takes whole numbers from 1/],
    [['--credits', 'many'], /^--credits takes/],
    [['--prot', '1'], /--prot/],
    [['serve'], /serve/],
    [['--callback-ca', '/no/such/file'], /no such file.*\/no\/such\/file/],
  ] as const) {
    it(`says what is wrong with ${args.join(' ')}, and doesn’t serve`, async () => {
      const { line, errors, code } = await runCli(['--data', folder.path, ...args]);
      assert.equal(await code, 1);
      assert.equal(line, undefined);
      assert.match(errors(), sentence);
      assert.doesNotMatch(errors(), /^ +at /m, 'no stack trace');
    });
  }

  it('keeps to the limits and credits that it is given', async () => {
    const { address, child, code } = await runCli(['--data', folder.path, '--limits', '2,100', '--credits', '4']);
    const { call, post } = localApi(() => address);
    assert.equal((await post('{"prompt": "cube of 5mm", "design_mode": "assembly"}')).status, 402);
    assert.equal((await call('/jobs')).status, 200);
    const refused = await call('/jobs');
    assert.equal(refused.status, 429);
    assert.ok(Number(refused.headers.get('retry-after')) > 50);
    child.kill('SIGTERM');
    await code;
  });

  for (const [how, given] of [
    ['with --callback-ca', (file: string) => ({ args: ['--callback-ca', file], env: {} })],
    ['with NODE_EXTRA_CA_CERTS', (file: string) => ({ args: [], env: { NODE_EXTRA_CA_CERTS: file } })],
  ] as const) {
    it(`calls back to a receiver whose authority is given ${how}`, async () => {
      const certificate = makeCertificate();
      const file = path.join(folder.path, 'ca.pem');
      fs.writeFileSync(file, certificate.certificate);
      const receiver = await startCallbackReceiver(certificate, () => 200);
      const { args, env } = given(file);
      const { address, child, code } = await runCli(['--data', path.join(folder.path, 'data'), ...args], env);
      await localApi(() => address).submit({ prompt: 'a teapot', callback_url: receiver.origin });
      await until(() => receiver.received.length === 1, 'the callback');
      child.kill('SIGTERM');
      await code;
      await receiver.close();
    });
  }
});

describe('The options of makistry-local', () => {
  it('count nothing and take a free port when none is given', () => {
    assert.deepEqual(readOptions([]), { help: false, port: 0 });
  });

  it('are read as they are meant', () => {
    assert.deepEqual(readOptions(['--port', '8080', '--data', 'd', '--limits', '20,100', '--credits', '0']), {
      help: false,
      port: 8080,
      data: 'd',
      limits: { perMinute: 20, perHour: 100 },
      credits: 0,
    });
  });
});
