import { fork } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import type { WebhookTest } from '../../src/webhook/webhooks.js';
import { onExit } from './cleanup.js';
import { findRoot } from './root.js';
import { until } from './until.js';

export interface WebhookWindowOptions {
  readonly folder: string;
  /** The address that the tests pretend to be reached at. */
  readonly publicUrl: string;
  /** 0 for any. */
  readonly port: number;
  readonly secret: string;
}

export type FromWebhookWindow =
  | 'ready'
  | { readonly tested: WebhookTest }
  | { readonly callbackUrl: string | undefined }
  | { readonly changed: readonly { readonly jobId: string | undefined; readonly state: string }[] };

/** A window that receives webhooks when no other does, in a process of its own. */
export interface WebhookWindow {
  readonly pid: number;
  /** What its self-tests have shown, oldest first. */
  readonly tests: readonly WebhookTest[];
  /** The states of the jobs that it shows, by their id. */
  readonly shown: ReadonlyMap<string, string>;
  /** What a submission of it would carry. */
  callbackUrl(): Promise<string | undefined>;
  /** Closes the window; its process goes on, as an extension host does for a while. */
  close(): void;
  /** With SIGKILL. */
  kill(): Promise<void>;
}

/** Starts test/support/webhookWindow.ts. */
export async function openWebhookWindow(options: WebhookWindowOptions): Promise<WebhookWindow> {
  const child = fork(path.join(findRoot(), 'out/test/support/webhookWindow.js'), [JSON.stringify(options)]);
  const kill = onExit(() => child.kill('SIGKILL'));
  const exited = once(child, 'exit');
  const tests: WebhookTest[] = [];
  const shown = new Map<string, string>();
  const answers: { callbackUrl: string | undefined }[] = [];
  let isReady = false;
  child.on('message', (message: FromWebhookWindow) => {
    if (message === 'ready') isReady = true;
    else if ('tested' in message) tests.push(message.tested);
    else if ('changed' in message) for (const { jobId, state } of message.changed) shown.set(jobId ?? '', state);
    // JSON leaves out what is undefined.
    else answers.push({ callbackUrl: message.callbackUrl });
  });
  await until(() => isReady, 'the window to open', 60_000);
  return {
    pid: child.pid ?? 0,
    tests,
    shown,
    callbackUrl: async () => {
      child.send('callbackUrl');
      return (await until(() => answers.shift(), 'the window to answer')).callbackUrl;
    },
    close: () => void child.send('close'),
    kill: async () => {
      kill();
      await exited;
    },
  };
}
