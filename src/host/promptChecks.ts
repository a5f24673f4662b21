import * as path from 'node:path';
import type { Clock } from '../base/clock';
import type { Logger } from '../base/logger';
import { PromptChecks } from '../local/check/client';
import { settings } from './settings';

export type { PromptChecks } from '../local/check/client';
export type { Assumption, CheckedPrompt, SizedPart } from '../local/prompt/check';
export type { PromptSize } from '../local/prompt/promptSizes';

/** @param dist absolute path of the folder of the bundles */
export function newPromptChecks(dist: string, clock: Clock, log: Logger): PromptChecks {
  return new PromptChecks(path.join(dist, 'promptCheck.js'), clock, log);
}

/**
 * What the reader of the built-in service can say of a prompt that is being written: that it `refuses` it, where that
 * service is the active one; else that it `doubts` it, if the user wants to know; else nothing.
 */
export function sayOfReader(): 'refuses' | 'doubts' | undefined {
  if (settings.service() === 'local') return 'refuses';
  return settings.draftChecks() ? 'doubts' : undefined;
}
