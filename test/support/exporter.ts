import assert from 'node:assert/strict';
import path from 'node:path';
import { systemClock } from '../../src/base/clock.js';
import type { Logger } from '../../src/base/logger.js';
import { Exporter } from '../../src/export/client.js';
import { findRoot } from './root.js';

/** The bundle that saves models in other formats, in its thread; its faults are the test's. */
export function newExporter(): Exporter {
  const fault = (message: string, error?: unknown): never => assert.fail(`${message} ${String(error)}`);
  const log: Logger = { debug: ignore, info: ignore, warn: ignore, error: fault };
  return new Exporter(path.join(findRoot(), 'dist/export.js'), systemClock, log);
}

function ignore(): void {
  // What isn't an error is no news for a test.
}
