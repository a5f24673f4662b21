import assert from 'node:assert/strict';
import type { HeldLease, LeaseListener, Leases } from '../../../src/base/lease.js';
import { openVirtualWindow, type VirtualWindow } from '../../support/virtualWindow.js';

const second = 1000;
const minute = 60 * second;

/** A lease of which a test says who has it. */
class ArrangedLease implements Leases {
  isFree = true;
  isMine = false;
  asked = 0;
  claims = 0;
  #listener: LeaseListener | undefined;

  claim(_name: string, _clock: unknown, listener: LeaseListener): Promise<HeldLease | undefined> {
    if (!this.isFree) return Promise.resolve(undefined);
    this.claims++;
    this.isMine = true;
    this.#listener = listener;
    const release = (): Promise<void> => {
      this.isMine = false;
      return Promise.resolve();
    };
    return Promise.resolve({ isHeld: () => Promise.resolve(this.isMine), release });
  }

  ask(): Promise<void> {
    this.asked++;
    return Promise.resolve();
  }

  /** Another window has it now, and this one hears of it. */
  lose(): void {
    [this.isFree, this.isMine] = [false, false];
    this.#listener?.onLost();
  }

  want(): void {
    this.#listener?.onWanted?.();
  }
}

describe('The work of a key', () => {
  let lease: ArrangedLease;
  let window: VirtualWindow;
  beforeEach(async () => {
    lease = new ArrangedLease();
    window = await openVirtualWindow({ latencyMs: 14 * minute, leases: lease });
  });
  const checksSince = (at: number): number => window.sentSince(at).filter((line) => line.startsWith('GET')).length;

  it('is done in one window: another one asks nothing while it follows', async () => {
    lease.isFree = false;
    const submitted = window.submit('assembly');
    await window.clock.pass(20 * minute);
    await submitted;
    assert.deepEqual(window.sent, []);
    lease.isFree = true;
    await window.clock.pass(4 * second);
    assert.deepEqual(
      window.sent.map(({ line }) => line),
      ['POST /text-to-cad'],
    );
  });

  it('is given to a window that asks for it, and not claimed again until that one had the time to claim it', async () => {
    await window.submit('assembly');
    await window.clock.pass(5 * minute);
    lease.want();
    await window.clock.pass(1);
    assert.equal(lease.isMine, false);
    await window.clock.pass(5 * second);
    assert.equal(lease.claims, 1);
    await window.clock.pass(4 * second);
    assert.deepEqual([lease.claims, lease.isMine], [2, true], 'nobody has taken it');
  });

  it('is not given away in the middle of a submission', async () => {
    let answer: (response: Response) => void = () => undefined;
    window.answer = (line, ask) => (line.startsWith('POST') ? new Promise((resolve) => (answer = resolve)) : ask());
    const submitted = window.submit('assembly');
    await window.clock.pass(5 * second);
    lease.want();
    await window.clock.pass(5 * second);
    assert.equal(lease.isMine, true);
    answer(Response.json({ job_id: 'pub_1', status: 'queued' }, { status: 202 }));
    await window.clock.pass(1);
    assert.equal((await submitted).jobId, 'pub_1');
    assert.equal(lease.isMine, false);
  });

  it('is let go by a window that VS Code no longer answers, as after its connection was lost', async () => {
    await window.submit('assembly');
    window.answer = () => new Promise(() => undefined);
    const at = window.clock.monotonic();
    await window.clock.pass(20 * minute);
    assert.equal(checksSince(at), 1, 'the check that gets no answer');
    assert.equal(lease.isMine, false);
  });

  it('is kept by a window whose submission gets no answer: it may have made a job', async () => {
    window.answer = () => new Promise(() => undefined);
    void window.submit('assembly');
    await window.clock.pass(20 * minute);
    assert.equal(lease.isMine, true);
  });

  it('is asked for by a window that is looked at, if there is something to do', async () => {
    window.core.accounts.takeOver();
    await window.clock.pass(1);
    assert.equal(lease.asked, 0);
    lease.isFree = false;
    void window.submit('assembly');
    await window.clock.pass(second);
    window.core.accounts.takeOver();
    await window.clock.pass(1);
    assert.equal(lease.asked, 1);
  });

  it('is broken off when another window has it: a check that is under way ends, and nothing is said', async () => {
    await window.submit('assembly');
    const signals: AbortSignal[] = [];
    window.answer = (_, __, signal) => {
      signals.push(signal);
      return new Promise((_resolve, reject) => signal.addEventListener('abort', () => reject(signal.reason as Error)));
    };
    await window.clock.pass(5 * minute);
    assert.deepEqual(
      signals.map(({ aborted }) => aborted),
      [false],
    );
    lease.lose();
    await window.clock.pass(1);
    assert.deepEqual(
      signals.map(({ aborted }) => aborted),
      [true],
    );
    await window.clock.pass(10 * minute);
    assert.deepEqual([signals.length, window.troubles], [1, []]);
  });

  it('no longer worries a window that has failed at it and sees another one do it', async () => {
    await window.submit('assembly');
    window.answer = () => Promise.reject(new TypeError('fetch failed'));
    await window.clock.pass(5 * minute);
    assert.deepEqual(
      window.troubles.map((trouble) => trouble?.kind),
      ['unreachable'],
    );
    lease.lose();
    await window.clock.pass(1);
    assert.deepEqual(
      window.troubles.map((trouble) => trouble?.kind),
      ['unreachable', undefined],
    );
  });

  it('is taken over without asking at once what another window has just asked', async () => {
    await window.submit('assembly');
    lease.lose();
    await window.clock.pass(5 * minute);
    const from = window.clock.monotonic();
    // The other window's check, as the file of the key's requests tells it.
    await (await window.core.budgets.of(window.core.service.account))?.enter('background');
    lease.isFree = true;
    await window.clock.pass(4 * second);
    assert.deepEqual([lease.isMine, checksSince(from)], [true, 0]);
    await window.clock.pass(minute);
    assert.ok(checksSince(from) > 0);
  });
});
