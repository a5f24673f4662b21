import assert from 'node:assert/strict';
import fc from 'fast-check';
import { diagnosticsText, type Diagnostics } from '../../../src/commands/diagnostics/diagnosticsText.js';

const facts: Diagnostics = {
  versions: [
    ['Makistry CAD', '0.1.0'],
    ['Node.js', 'v20.1.0'],
  ],
  settings: {
    service: 'local',
    requestsPerHour: 500,
    outputFolder: '/home/bob/secret project',
    'webhook.publicUrl': 'https://bob.example/hook',
    autoDownload: true,
  },
  keys: 2,
  accounts: [
    {
      isLocal: false,
      budget: { waitMs: { user: 0, submission: 1200, background: 30_000 }, pausedMs: 61_000, freeShare: 0.25 },
      trouble: { kind: 'unreachable', message: 'No.', said: undefined },
    },
    { isLocal: true, budget: undefined, trouble: undefined },
  ],
  jobs: { succeeded: 12, failed: 1 },
  localService: 'running',
  storage: [
    ['jobs.jsonl', 123_456],
    ['requests-cloud-0123456789abcdef.jsonl', 100],
  ],
  log: [],
};
const withLog = (...log: string[]): string => diagnosticsText({ ...facts, log }, []);

describe('Diagnostics', () => {
  it('tell versions, changed settings, accounts, jobs, storage and the log', () => {
    const text = withLog('[info] The built-in service answers at http://127.0.0.1:4000/v1.');
    for (const line of [
      '- Makistry CAD: 0.1.0',
      '- makistry.service: local',
      '- makistry.requestsPerHour: 500',
      '- makistry.autoDownload: true',
      '- API keys: 2',
      '- key 1: trouble: unreachable; waits: user 0 s, submission 2 s, background 30 s; paused: 61 s; left to checks: 25 %',
      '- built-in service: no trouble',
      '- Built-in service: running',
      '- succeeded: 12',
      '- failed: 1',
      '- jobs.jsonl: 123 kB',
      '[info] The built-in service answers at http://127.0.0.1:4000/v1.',
    ])
      assert.ok(text.split('\n').includes(line), `${line} is not in\n${text}`);
  });

  it('tell of a folder or an address only that it was changed', () => {
    assert.match(withLog(), /- makistry\.outputFolder: \(changed\)\n- makistry\.webhook\.publicUrl: \(changed\)/);
    assert.doesNotMatch(withLog(), /bob|secret/);
  });

  it('name no key, not even by its hash', () => assert.doesNotMatch(withLog(), /0123456789abcdef/));

  it('hold no secret, whatever is in the log, and no text that is to be hidden', () => {
    const key = `mk_pub_${'ab'.repeat(16)}`;
    const text = diagnosticsText(
      {
        ...facts,
        log: [
          `x ${key}`,
          'https://s.example/f?X-Amz-Signature=0123456789',
          'Bearer odd-key-of-the-environment',
          'about a purple teapot',
        ],
      },
      ['odd-key-of-the-environment', 'a purple teapot', ''],
    );
    assert.doesNotMatch(text, /abab|0123456789|odd-key|teapot/);
  });

  for (const path of [
    '/home/bob/My Parts/a.step',
    '/Users/bob/x',
    '~/bob/x',
    'C:\\Users\\bob\\My Parts\\a.step',
    'c:/Users/bob/a',
    '\\\\server\\bob\\a',
    'file:///home/bob/a b.step',
    'vscode-remote://ssh+bob/home/bob/a',
    'untitled:/bob',
  ]) {
    it(`hold no path of the user's, such as ${path}`, () => {
      for (const line of [
        path,
        `[info] Job pub_1: written ${path}`,
        `ENOENT: no such file, open '${path}'`,
        `The disk is full. (${path})`,
        `${path} could not be read: Error`,
      ]) {
        assert.doesNotMatch(withLog(line), /bob|My Parts|a\.step/, line);
      }
      assert.match(withLog(`${path} could not be read: Error 7`), /Error 7/, 'what is said about it stays');
    });
  }

  it('stay one block of Markdown, and come to an end, with any log', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ maxLength: 300 })), (log) =>
        assert.equal(withLog(...log.map((line) => `${line} \`\`\` x`)).match(/```/g)?.length, 2),
      ),
    );
    for (const hostile of ['/a'.repeat(1000), 'a:'.repeat(1000), '\\\\'.repeat(1000), 'x://'.repeat(500)])
      assert.ok(withLog(hostile).length > 0);
  });
});
