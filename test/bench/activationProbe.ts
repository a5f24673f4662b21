// Runs inside the extension host: waits until the extension has started by itself, activates the empty ones, and tells
// what VS Code measured of each.
import * as vscode from 'vscode';
import { until } from '../support/until.js';
import { measureHere } from './measureHere.js';

/** In ms. */
export interface Activation {
  readonly load: number;
  readonly activate: number;
}

export interface ActivationRun {
  readonly ours: Activation;
  /** The mean of the empty extensions. */
  readonly empty: Activation;
}

const ours = 'makistry.makistry-cad';

interface Marks {
  getMarks(): readonly { readonly name: string; readonly startTime: number }[];
}

export const run = (): Promise<void> => measureHere('activation', measure);

async function measure(): Promise<ActivationRun> {
  await until(() => vscode.extensions.getExtension(ours)?.isActive, 'the extension to start', 30_000);
  // Afterwards, so that they are in nobody's way.
  const empty = vscode.extensions.all.filter(({ id }) => id.includes('.empty-'));
  for (const extension of empty) await extension.activate();
  const { MonacoPerformanceMarks } = globalThis as unknown as { MonacoPerformanceMarks: Marks };
  const marks = new Map(MonacoPerformanceMarks.getMarks().map(({ name, startTime }) => [name, startTime]));
  const between = (id: string, from: string, to: string): number => {
    const start = marks.get(`code/extHost/${from}/${id}`);
    const end = marks.get(`code/extHost/${to}/${id}`);
    if (start === undefined || end === undefined) throw new Error(`VS Code did not mark ${from} and ${to} of ${id}.`);
    return end - start;
  };
  const activationOf = (id: string): Activation => ({
    load: between(id, 'willLoadExtensionCode', 'didLoadExtensionCode'),
    activate: between(id, 'willActivateExtension', 'didActivateExtension'),
  });
  const all = empty.map(({ id }) => activationOf(id));
  const mean = (pick: (one: Activation) => number): number => all.reduce((sum, one) => sum + pick(one), 0) / all.length;
  return { ours: activationOf(ours), empty: { load: mean((one) => one.load), activate: mean((one) => one.activate) } };
}
