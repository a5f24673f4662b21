// Everything that has to be right before a change goes in: node out/scripts/testAll.js (npm test builds it first).
import { spawn } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { runMain } from '../test/support/main.js';
import { readResults, whyNotPassed } from '../test/support/results.js';
import { findRoot } from '../test/support/root.js';

interface Step {
  readonly name: string;
  /** Run by a shell, since npm and npx are scripts on Windows. */
  readonly command: string;
  /** The results file that a tier of tests must leave. */
  readonly results?: string;
}

interface Outcome {
  readonly passed: number;
  readonly failed: number;
  readonly pending: readonly string[];
  readonly problem: string | undefined;
  /**
   * Each failed test with its error: told again at the end, since whoever reads a long output often has its end only.
   */
  readonly failures: readonly string[];
}

const hasCodeServer = process.platform === 'linux' && process.arch === 'x64';

/** What the tiers need. The hosts are set up here, so that no two tiers do it at once. */
const preparations: readonly Step[] = [
  { name: 'Package', command: 'npm run package' },
  ...(hasCodeServer
    ? ['current', 'min'].map((host) => ({
        name: `VS Code for tests (${host})`,
        command: `node test/support/setup-host.mjs ${host}`,
      }))
    : []),
];

const checks: readonly Step[] = [
  { name: 'Type check', command: 'npm run check' },
  { name: 'Lint', command: 'npm run lint' },
];

/** They keep a core busy. */
const workingTiers: readonly Step[] = [
  {
    name: 'Unit tests that keep a core busy',
    command: 'node out/scripts/testUnit.js --only=working',
    results: 'working.json',
  },
  { name: 'Parts', command: 'node out/test/parts/run.js', results: 'parts.json' },
  { name: 'Independent checks', command: 'node out/test/independent/run.js', results: 'independent.json' },
];

/** They wait most of the time, for real clocks, files and other processes. */
const waitingTiers: readonly (readonly Step[])[] = [
  [
    ...(process.platform === 'linux'
      ? [{ name: 'Unit tests as on Windows', command: 'node out/scripts/testWindows.js', results: 'windows.json' }]
      : []),
    { name: 'Contract tests', command: 'node out/test/contract/run.js', results: 'contract.json' },
    { name: 'Crash runs', command: 'node out/test/crash/run.js --runs=20', results: 'crash.json' },
  ],
  [
    { name: 'Unit tests that wait', command: 'node out/scripts/testUnit.js --only=waiting', results: 'waiting.json' },
    ...(hasCodeServer
      ? [
          { name: 'Host tests', command: 'node out/test/host/run.js', results: 'host.json' },
          {
            name: 'Host tests in the oldest VS Code',
            command: 'node out/test/host/run.js --host=min',
            results: 'host-min.json',
          },
        ]
      : []),
  ],
];

const workbenchTiers: readonly Step[] = [{ name: 'UI tests', command: 'node out/test/ui/run.js', results: 'ui.json' }];

/** Where code-server does not run, the host tests run in the desktop's VS Code. */
const desktopTiers: readonly Step[] = [
  { name: 'Host tests in desktop VS Code', command: 'node out/test/electron/run.js', results: 'electron.json' },
];

async function main(): Promise<void> {
  const root = findRoot();
  const prepared = runLane(root, preparations);
  // The UI tests take longest of all, so they begin as soon as there is a package; the others run beside them.
  const lanes = [hasCodeServer ? workbenchTiers : desktopTiers, ...waitingTiers];
  const outcomes = (
    await Promise.all([
      prepared,
      runLane(root, checks).then(async (checked) => [...checked, ...(await runLane(root, workingTiers, prepared))]),
      ...lanes.map((lane) => runLane(root, lane, prepared)),
    ])
  ).flat();

  const pending = outcomes.flatMap((outcome) => outcome.pending);
  if (pending.length > 0) console.log(`\nSkipped:\n${pending.map((line) => `  ${line}`).join('\n')}`);
  const problems = outcomes.flatMap((outcome) =>
    outcome.problem === undefined ? [] : [outcome.problem, ...outcome.failures],
  );
  if (problems.length > 0) console.log(`\nNot right:\n${problems.map((line) => indent(line)).join('\n')}`);
  if (problems.length > 0) process.exitCode = 1;
  const sum = (count: (outcome: Outcome) => number): number =>
    outcomes.reduce((total, outcome) => total + count(outcome), 0);
  console.log(`\n${sum((outcome) => outcome.passed)} passed, ${sum((outcome) => outcome.failed)} failed`);
}

/** One step after the other, once there is what they need. */
async function runLane(root: string, steps: readonly Step[], needed?: Promise<unknown>): Promise<Outcome[]> {
  await needed;
  const outcomes: Outcome[] = [];
  for (const step of steps) outcomes.push(await runStep(root, step));
  return outcomes;
}

/**
 * Runs a step. One that fails without a failed test of its own counts as one failure: the closing line never says 0
 * failed when something did.
 */
async function runStep(root: string, { name, command, results }: Step): Promise<Outcome> {
  const file = results === undefined ? undefined : path.join(root, 'out/results', results);
  if (file) fs.rmSync(file, { force: true });
  const started = performance.now();
  console.log(`── ${name} …`);
  const { output, end } = await run(root, command);
  const seconds = ((performance.now() - started) / 1000).toFixed(1);

  const left = file ? readResults(file) : undefined;
  const problem = (file ? whyNotPassed(left) : undefined) ?? (end === 0 ? undefined : `exit ${end}`);
  // In one piece: another lane writes, too.
  console.log(`\n── ${name}\n${output}   ${name}: ${problem ?? 'all right'} (${seconds} s)`);
  return {
    passed: left?.passed ?? 0,
    failed: left && left.failed > 0 ? left.failed : Number(problem !== undefined),
    pending: left?.tests.filter((test) => test.state === 'pending').map((test) => `${name}: ${test.title}`) ?? [],
    problem: problem && `${name}: ${problem}`,
    failures:
      left?.tests
        .filter((test) => test.state === 'failed')
        .map(({ title, error }) => indent(`${title}\n${indent(firstLines(error ?? 'no error was left'))}`)) ?? [],
  };
}

function firstLines(text: string): string {
  return text.split('\n').slice(0, 12).join('\n');
}

function indent(text: string): string {
  return text.replace(/^/gm, '  ');
}

/** @returns what the command wrote, and its exit code or the signal that ended it */
function run(root: string, command: string): Promise<{ readonly output: string; readonly end: number | string }> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, { cwd: root, stdio: ['inherit', 'pipe', 'pipe'], shell: true });
    let output = '';
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding('utf8').on('data', (text: string) => (output += text));
    child.on('error', reject);
    child.on('close', (code, signal) => resolve({ output, end: code ?? signal ?? 'unknown' }));
  });
}

runMain(main);
