// Runs inside the extension host: waits until the extension has started by itself, and writes down what VS Code
// measured.
import fs from 'node:fs';
import * as vscode from 'vscode';
import { writeResults } from '../support/results.js';
import { until } from '../support/until.js';

const id = 'makistry.makistry-cad';

interface Marks {
  getMarks(): readonly { readonly name: string; readonly startTime: number }[];
}

export async function run(): Promise<void> {
  await until(() => vscode.extensions.getExtension(id)?.isActive, 'the extension to start', 30_000);
  const { MonacoPerformanceMarks } = globalThis as unknown as { MonacoPerformanceMarks: Marks };
  const marks = new Map(MonacoPerformanceMarks.getMarks().map(({ name, startTime }) => [name, startTime]));
  const between = (from: string, to: string): number => {
    const start = marks.get(`code/extHost/${from}/${id}`);
    const end = marks.get(`code/extHost/${to}/${id}`);
    if (start === undefined || end === undefined) throw new Error(`VS Code did not mark ${from} and ${to}.`);
    return end - start;
  };
  const load = between('willLoadExtensionCode', 'didLoadExtensionCode');
  const activate = between('willActivateExtension', 'didActivateExtension');
  fs.writeFileSync(process.env['BENCH_RUN'] ?? '', JSON.stringify({ load, activate }));
  writeResults(process.env['TEST_RESULTS'] ?? '', [{ title: 'activation', state: 'passed', durationMs: activate }]);
}
