import fs from 'node:fs';
import path from 'node:path';

export interface TestResult {
  /** The titles of the suites and of the test, joined. */
  readonly title: string;
  readonly state: 'passed' | 'failed' | 'pending';
  readonly durationMs: number;
  readonly error?: string;
}

/** What a tier leaves in out/results/<tier>.json. */
export interface TierResults {
  readonly passed: number;
  readonly failed: number;
  readonly pending: number;
  readonly tests: readonly TestResult[];
}

export function summarize(tests: readonly TestResult[]): TierResults {
  const count = (state: TestResult['state']): number => tests.filter((test) => test.state === state).length;
  return { passed: count('passed'), failed: count('failed'), pending: count('pending'), tests };
}

/** Writes the file in one step: a reader sees all of it or nothing. */
export function writeResults(file: string, tests: readonly TestResult[]): void {
  fs.mkdirSync(path.dirname(file), { recursive: true });
  const draft = `${file}.${process.pid}`;
  fs.writeFileSync(draft, JSON.stringify(summarize(tests), undefined, 1));
  fs.renameSync(draft, file);
}

/**
 * Undefined when there is no such file or it is not a results file: a run that left nothing readable has not passed.
 */
export function readResults(file: string): TierResults | undefined {
  if (!fs.existsSync(file)) return undefined;
  try {
    const content: unknown = JSON.parse(fs.readFileSync(file, 'utf8'));
    if (typeof content !== 'object' || content === null || !('tests' in content) || !Array.isArray(content.tests))
      return undefined;
    const tests: readonly unknown[] = content.tests;
    return tests.every(isTestResult) ? summarize(tests) : undefined;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

/** Why these results are not a success, or undefined when they are. */
export function whyNotPassed(results: TierResults | undefined): string | undefined {
  if (!results) return 'it left no results file';
  if (results.passed + results.failed === 0) return 'it ran no test';
  if (results.failed > 0) return `${results.failed} failed`;
  return undefined;
}

function isTestResult(value: unknown): value is TestResult {
  return (
    typeof value === 'object' &&
    value !== null &&
    'title' in value &&
    typeof value.title === 'string' &&
    'state' in value &&
    (value.state === 'passed' || value.state === 'failed' || value.state === 'pending') &&
    'durationMs' in value &&
    typeof value.durationMs === 'number'
  );
}
