// How long the extension takes to load and to activate in a real host, as VS Code itself marks it, beside an extension
// that does nothing: node out/test/bench/activation.js
import fs from 'node:fs';
import path from 'node:path';
import { addEmptyExtension } from '../support/hostExtensions.js';
import { runMain } from '../support/main.js';
import { findRoot } from '../support/root.js';
import type { ActivationRun } from './activationProbe.js';
import { keepFigures, median } from './figures.js';
import { measureInHost } from './inHost.js';

const runs = 5;
const goalMs = 50;

/** VS Code's marks are whole milliseconds, and an empty extension takes less than one: only a mean of many tells. */
const emptyExtensions = 40;

async function main(): Promise<void> {
  const root = findRoot();
  const addExtensions = (folder: string): void => {
    for (let index = 0; index < emptyExtensions; index++) addEmptyExtension(folder, `empty-${index}`);
  };
  const measured: ActivationRun[] = [];
  for (let run = 0; run < runs; run++)
    measured.push(await measureInHost({ probe: 'activationProbe', extension: root, addExtensions }));

  const bundle = fs.statSync(path.join(root, 'dist/extension.js')).size;
  const load = median(measured.map(({ ours }) => ours.load));
  const activate = median(measured.map(({ ours }) => ours.activate));
  const emptyAll = measured.reduce((sum, { empty: one }) => sum + one.load + one.activate, 0) / runs;
  console.table(
    measured.map(({ ours, empty: one }) => ({ ...ours, emptyLoad: one.load, emptyActivate: one.activate })),
  );
  console.log(
    `Bundle ${bundle} bytes; median of ${runs} fresh hosts: load ${load} ms, activate ${activate} ms (goal: activate at most ${goalMs} ms); ` +
      `an empty extension ${emptyAll.toFixed(2)} ms for both, so ${((load + activate) / emptyAll).toFixed(0)} times that`,
  );
  keepFigures('activation', { bundle, runs: measured, median: { load, activate, empty: emptyAll }, goalMs });
}

runMain(main);
