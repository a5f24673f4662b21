import fs from 'node:fs';
import { createRequire } from 'node:module';
import type { Frame, FrameLocator } from 'playwright-core';

/** A rule of axe-core that a page breaks. */
export interface Violation {
  readonly id: string;
  readonly impact: string;
  readonly help: string;
  /** Where: a selector and what is wrong there. */
  readonly places: readonly string[];
}

interface Axe {
  run(
    options: unknown,
  ): Promise<{
    violations: {
      id: string;
      impact?: string;
      help: string;
      nodes: { target: unknown[]; failureSummary?: string }[];
    }[];
  }>;
}

/**
 * What axe-core finds wrong in a webview's page, from serious on. It is put in through the debugger, which the page's
 * policy doesn't keep out.
 */
export async function seriousViolations(webview: FrameLocator): Promise<Violation[]> {
  const frame = await frameOf(webview);
  const source = fs.readFileSync(createRequire(__filename).resolve('axe-core/axe.min.js'), 'utf8');
  await frame.evaluate(source);
  const { violations } = await frame.evaluate(() =>
    (globalThis as unknown as { axe: Axe }).axe.run({ resultTypes: ['violations'] }),
  );
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, impact = '', help, nodes }) => ({
      id,
      impact,
      help,
      places: nodes.map(({ target, failureSummary = '' }) => `${target.join(' ')}: ${failureSummary}`),
    }));
}

async function frameOf(webview: FrameLocator): Promise<Frame> {
  const frame = await (await webview.owner().elementHandle()).contentFrame();
  if (!frame) throw new Error('There is no webview.');
  return frame;
}
