import assert from 'node:assert/strict';
import type { LocalService } from '../../../src/local/start.js';
import { LocalServiceStarter } from '../../../src/host/localService.js';
import { silent } from '../../support/core.js';

describe('Starting the built-in service again', () => {
  interface Start {
    succeed(baseUrl: string): void;
    fail(): void;
  }
  let starts: Start[];
  let stopped: string[];
  let starter: LocalServiceStarter;
  beforeEach(() => {
    starts = [];
    stopped = [];
    const start = (): Promise<LocalService> =>
      new Promise((resolve, reject) => {
        const succeed = (baseUrl: string): void =>
          resolve({
            baseUrl,
            apiKey: 'k',
            stop: () => Promise.resolve(void stopped.push(baseUrl)),
          } as unknown as LocalService);
        starts.push({ succeed, fail: () => reject(new Error('no')) });
      });
    starter = new LocalServiceStarter('/dist', '/storage', silent, fetch, start);
  });

  it('is not undone by an older start that fails later', async () => {
    const older = starter.connection();
    starter.forget();
    const newer = starter.connection();
    starts[1]?.succeed('http://two/v1');
    assert.equal((await newer).baseUrl, 'http://two/v1');
    starts[0]?.fail();
    await assert.rejects(older, /no/);
    assert.equal((await starter.connection()).baseUrl, 'http://two/v1');
    assert.deepEqual([starter.state, starts.length, stopped], ['running', 2, []]);
  });

  it('is said to be starting until it answers, whatever an older start does', async () => {
    const older = starter.connection();
    starter.forget();
    const newer = starter.connection();
    starts[0]?.succeed('http://one/v1');
    await older;
    assert.equal(starter.state, 'starting');
    starts[1]?.succeed('http://two/v1');
    await newer;
    assert.equal(starter.state, 'running');
    starter.dispose();
    await starter.ended;
    assert.deepEqual(stopped.sort(), ['http://one/v1', 'http://two/v1'], 'the end waits for it');
  });

  it('is tried again after a failure', async () => {
    const first = starter.connection();
    starts[0]?.fail();
    await assert.rejects(first, /no/);
    const second = starter.connection();
    starts[1]?.succeed('http://two/v1');
    assert.equal((await second).baseUrl, 'http://two/v1');
  });
});
