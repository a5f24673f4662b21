import assert from 'node:assert/strict';
import { ExtensionLog } from '../../../src/host/log.js';

const key = `mk_pub_${'ab'.repeat(16)}`;

describe('The log', () => {
  let written: string[];
  let log: ExtensionLog;
  beforeEach(() => {
    written = [];
    const write =
      (level: string) =>
      (message: string | Error, ...rest: unknown[]) =>
        void written.push([level, message, ...rest].map(String).join(' '));
    log = new ExtensionLog({
      debug: write('debug'),
      info: write('info'),
      warn: write('warn'),
      error: write('error'),
      show: () => undefined,
      dispose: () => undefined,
    });
  });

  it('takes secrets out of everything, at each level, and out of the causes of errors', () => {
    log.debug(`a ${key}`);
    log.info(`b ${key}`);
    log.warn(`c https://s.example/f?X-Amz-Signature=0123456789`);
    log.error(`d ${key}`, new Error('outer', { cause: new Error(`inner ${key}`) }), { authorization: `Bearer ${key}` });
    log.error(new Error(`e ${key}`));
    for (const text of [...written, ...log.recent]) assert.doesNotMatch(text, /abab|0123456789/);
    assert.deepEqual(
      written.map((line) => line.slice(0, 7)),
      ['debug a', 'info b ', 'warn c ', 'error d', 'error E'],
    );
    assert.match(written[3]!, /outer[\s\S]*inner/);
  });

  it('remembers the last 200 lines, cut where they are very long', () => {
    for (let line = 0; line < 250; line++) log.info(`line ${line} ${'x'.repeat(5000)}`);
    assert.equal(log.recent.length, 200);
    assert.match(log.recent[0]!, /^\[info\] line 50 x+$/);
    assert.ok(log.recent.every((line) => line.length < 2100));
    assert.ok(
      written.every((line) => line.length > 5000),
      'the log itself has them whole',
    );
  });
});
