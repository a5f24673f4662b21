import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { errorFromResponse } from '../../src/api/response.js';
import { systemClock } from '../../src/base/clock.js';
import { chosenJobs } from '../../src/commands/jobs/chooseJob.js';
import type { CommandContext } from '../../src/commands/context.js';
import { DownloadProgress } from '../../src/commands/download/progress.js';
import { reportBatch } from '../../src/commands/download/report.js';
import { filterJobs } from '../../src/commands/jobs/filter.js';
import { blockHover } from '../../src/document/hover.js';
import { blockCommands } from '../../src/document/lensTitles.js';
import { noFilter } from '../../src/jobs/jobFilter.js';
import { jobStates, type JobRecord } from '../../src/jobs/model.js';
import type { JobStore } from '../../src/jobs/store.js';
import { TimeTexts } from '../../src/wording/timeTexts.js';
import { jobItem } from '../../src/tree/rows.js';
import { jobTooltip } from '../../src/tree/tooltip.js';
import { viewMessage } from '../../src/tree/viewMessage.js';
import { ActiveKeyItem } from '../../src/notify/activeKeyItem.js';
import { showError } from '../../src/notify/showError.js';
import { announceJobs } from '../../src/notify/notifications.js';
import { JobStatusBar } from '../../src/notify/statusBar.js';
import { Steps } from '../../src/commands/steps.js';
import { workspaceId } from '../../src/host/workspace.js';

/** Everything that becomes something somewhere in VS Code. */
const hostile = [
  // What is cut off keeps the first two.
  '[evil](command:a.b)',
  '$(flame)',
  '$(sync~spin)',
  '[here](https://evil.example "title")',
  '![](https://evil.example/pixel.png)',
  '<command:makistry.showLog>',
  '<https://evil.example>',
  '&#91;',
  '<img src=x onerror=alert(1)>',
  'https://evil.example',
  'HTTP://EVIL.EXAMPLE',
  'www.evil.example',
  'ftp://evil.example',
  'mail@evil.example',
  '**bold**',
  '`code`',
  '\\[a](command:b)',
  '# head',
  '[r][1]',
  '[1]: https://evil.example',
].join(' ');

const job: JobRecord = {
  requestId: 'r1',
  jobId: 'pub_1',
  account: 'cloud:1',
  state: 'failed',
  endpoint: hostile,
  designMode: hostile,
  outputFormat: hostile,
  createdAt: '2026-05-04T12:00:00Z',
  prompt: `${hostile}\n\n# ${hostile}`,
  serviceStatus: hostile,
  errorCode: hostile,
  errorMessage: hostile,
  metadata: { [hostile]: hostile },
  brainstorm: {
    projectName: hostile,
    keyFeatures: [hostile, hostile],
    designComponents: [hostile],
    optimalGeometry: hostile,
    materialRecommendations: hostile,
    suggestions: [hostile],
  },
  images: [{ name: hostile, type: 'image/png', bytes: 1 }],
  file: vscode.Uri.file(`/tmp/${hostile.replaceAll('/', '∕')}`).toString(),
};
const now = Date.parse('2026-05-04T13:00:00Z');
const times = new TimeTexts('en');
/** A store with these jobs. */
const storeOf = (...jobs: readonly JobRecord[]): JobStore =>
  ({
    jobs: () => jobs,
    unfinished: () => [{ ...job, state: 'processing' }],
    get: () => job,
    onDidChange: () => ({ dispose: () => undefined }),
  }) as unknown as JobStore;

/** As VS Code finds links in the sentences of notifications and below input boxes. */
const link = /[^[\]]\]\((?:https?:\/\/|command:|file:)[^)\s]/i;

function assertNoLink(place: string, sentence: string): void {
  assert.match(sentence, /evil/, `${place} quotes nothing: ${sentence}`);
  assert.doesNotMatch(sentence, link, place);
}

/** @param label may begin with an icon of ours */
function assertNoIcon(place: string, label: string): void {
  assert.match(label.replace(/^\$\([\w~-]+\) /, ''), /flame/, `${place} quotes nothing: ${label}`);
  assert.doesNotMatch(label.replace(/^\$\([\w~-]+\) /, ''), /(?<!\\)\$\([\w-]+(?:~\w+)?\)/, place);
}

async function assertPlain(place: string, markdown: vscode.MarkdownString): Promise<void> {
  const { value, isTrusted, supportHtml, supportThemeIcons } = markdown;
  assert.ok(!isTrusted && supportHtml !== true && supportThemeIcons !== true, place);
  assert.match(value, /evil/, place);
  const html = await vscode.commands.executeCommand<string>('markdown.api.render', value);
  assert.match(html, /evil/, place);
  // The preview of older versions makes links of bare addresses whatever is before their colon; tooltips and hovers
  // don't.
  assert.deepEqual(
    [...html.matchAll(/<(?:img|code|h\d)\b[^>]*>|<a\b[^>]* href="([^"]*)"[^>]*>(?!\1)/gi)].map(([tag]) => tag),
    [],
    `${place}: ${value}`,
  );
  assert.doesNotMatch(value, /(?:https?|ftp):\/\/|\bwww\.|(?<!\\)@/i, place);
}

describe('Text from the service, from files, prompts and keys', () => {
  const { window } = vscode;
  const real: Readonly<Record<string, unknown>> & typeof window = { ...window };
  const replaced = new Set<string>();
  let shown: { place: string; text: string }[];

  beforeEach(() => {
    shown = [];
  });
  afterEach(() => {
    for (const name of replaced) Object.assign(window, { [name]: real[name] });
  });

  function replace(changes: Readonly<Record<string, unknown>>): void {
    for (const name of Object.keys(changes)) replaced.add(name);
    Object.assign(window, changes);
  }

  /** Notifications that nobody answers. */
  function catchNotifications(): void {
    const caught = (text: string): Promise<undefined> => {
      shown.push({ place: 'a notification', text });
      return Promise.resolve(undefined);
    };
    replace({ showInformationMessage: caught, showWarningMessage: caught, showErrorMessage: caught });
  }

  it('becomes no link and runs no command in a notification, whatever it is about', async () => {
    catchNotifications();
    const settings = { notifications: () => 'all' as const, setNotifications: () => Promise.resolve() };
    await announceJobs([job], settings);
    await announceJobs([{ ...job, state: 'succeeded' }], settings);
    await showError(
      errorFromResponse(
        new Response(null, { status: 422 }),
        JSON.stringify({ error_code: 'invalid_input', message: hostile }),
        now,
      ),
    );
    await showError(
      errorFromResponse(
        new Response(null, { status: 403 }),
        JSON.stringify({ error_code: 'closed', message: hostile }),
        now,
      ),
    );
    await showError(new Error(hostile));
    const context = { log: { error: () => undefined } } as unknown as CommandContext;
    const file = vscode.Uri.parse(job.file!);
    reportBatch(context, [
      { job, file, outcome: 'written' },
      { job, file, outcome: 'same' },
      { job, error: new Error(hostile) },
    ]);
    assert.equal(shown.length, 7);
    for (const { place, text } of shown) assertNoLink(place, text);
  });

  it('becomes neither a link nor an icon in the progress of a download', async () => {
    const titles = new Map<unknown, string>();
    replace({
      withProgress: ({ location, title }: vscode.ProgressOptions) => Promise.resolve(titles.set(location, title!)),
    });
    const progress = new DownloadProgress(hostile);
    for (const location of [vscode.ProgressLocation.Window, vscode.ProgressLocation.Notification])
      progress.show(Promise.resolve(), { location });
    await Promise.resolve();
    assertNoIcon('the status bar', titles.get(vscode.ProgressLocation.Window)!);
    assertNoLink('a notification', titles.get(vscode.ProgressLocation.Notification)!);
  });

  it('becomes no icon in the labels of pickers and no link below an input box', async () => {
    const boxes: vscode.QuickPick<vscode.QuickPickItem>[] = [];
    replace({
      createQuickPick: () => {
        const box = real.createQuickPick();
        boxes.push(box);
        return box;
      },
    });
    const asked = chosenJobs(
      storeOf(job),
      [],
      () => true,
      () => '',
    );
    const view = { rows: () => Promise.resolve({ filter: noFilter, setFilter: () => undefined }) };
    const services = {
      accounts: () =>
        Promise.resolve([
          { account: job.account, name: hostile, label: hostile },
          { account: 'cloud:2', name: 'b', label: 'b' },
        ]),
    };
    const two = storeOf(job, { ...job, account: 'cloud:2' });
    const filtered = filterJobs({ jobsView: view, store: two, services } as unknown as CommandContext);
    while (boxes.length < 2) await Promise.resolve();
    const labels = boxes
      .flatMap(({ items }) => items.flatMap(({ label, description = '', detail = '' }) => [label, description, detail]))
      .filter((label) => label.includes('evil'));
    for (const box of boxes) box.hide();
    await Promise.all([asked, filtered]);
    assert.ok(labels.length >= 4, labels.join('\n'));
    for (const label of labels) assertNoIcon('a picker', label);

    let input: vscode.InputBox | undefined;
    replace({ createInputBox: () => (input = real.createInputBox()) });
    const answer = new Steps().text({ title: hostile, prompt: hostile, text: '', problem: () => hostile });
    assertNoLink('an input box', input!.prompt!);
    input!.hide();
    await answer;
  });

  it('becomes no icon in the status bar and above a block', () => {
    const items: vscode.StatusBarItem[] = [];
    replace({
      createStatusBarItem: (...args: Parameters<typeof window.createStatusBarItem>) => {
        const item = real.createStatusBarItem(...args);
        items.push(item);
        return item;
      },
    });
    const bar = new JobStatusBar({
      store: storeOf(job),
      accounts: { onDidChangeTrouble: () => ({ dispose: () => undefined }), troubles: () => new Map() },
    });
    let tell: ((active: unknown) => void) | undefined;
    const key = new ActiveKeyItem({
      store: storeOf({ ...job, workspace: workspaceId()! }),
      onDidChange: (listener: (active: unknown) => void) => ((tell = listener), { dispose: () => undefined }),
    } as never);
    tell?.({ isLocal: false, keyName: hostile, keys: 2 });
    assert.ok(
      items.some(({ text }) => text.includes('evil')),
      'the active key is shown',
    );
    for (const { text, tooltip } of items) {
      if (text.includes('evil')) assertNoIcon('the status bar', text);
      assert.equal(
        typeof tooltip,
        tooltip === undefined ? 'undefined' : 'string',
        'a tooltip of the status bar has no markup',
      );
    }
    for (const item of [bar, key]) item.dispose();

    const block = { fenceLine: 0 } as Parameters<typeof blockCommands>[1];
    const titles = blockCommands(vscode.Uri.file('/a.md'), block, { job, isOutdated: false }, now).map(
      ({ title }) => title,
    );
    assert.ok(
      titles.some((title) => title.includes('evil')),
      titles.join('\n'),
    );
    for (const title of titles) if (title.includes('evil')) assertNoIcon('above a block', title);
  });

  it('is shown as it is in the tooltips of the view and in the hover of a block', async () => {
    for (const state of jobStates) {
      await assertPlain(
        `the tooltip, ${state}`,
        jobTooltip({ ...job, state }, { now, times, hasFile: true, key: { label: hostile }, refines: job }),
      );
      await assertPlain(
        `the hover, ${state}`,
        await blockHover(
          { job: { ...job, state }, isOutdated: true },
          {
            copies: { of: () => Promise.resolve(undefined) },
            pictures: { of: () => Promise.resolve(undefined) },
            clock: systemClock,
          },
        ),
      );
    }
  });

  it('is plain text in the rows of the view and in what stands above them', () => {
    const item = jobItem(job, {
      now,
      times,
      hasFile: true,
      trouble: undefined,
      key: { label: hostile },
      usual: [1, 2],
      refines: job,
      refinedTo: undefined,
    });
    for (const text of [item.label, item.description]) assert.equal(typeof text, 'string');
    assert.deepEqual(item.command?.command, 'makistry.showJob');
    assert.deepEqual(item.command.arguments?.[0], job.requestId);
    const message = viewMessage({
      filter: { ...noFilter, text: hostile, endpoints: [job.endpoint] },
      shown: 1,
      total: 2,
      keyLabel: () => hostile,
      troubles: [],
    });
    assert.equal(typeof message, 'string');
  });
});
