import fs from 'node:fs';
import path from 'node:path';
import { findRoot } from './root.js';

/** The prompt of parts.md that the demonstration builds. Its solid has 800·10 − π·2.5²·10 = 7803.65 mm³. */
export const boxPrompt = 'A 40x20x10mm rectangular box with a 5mm through-hole centered on the top face';

/** Copies the sample workspace to a folder that does not exist yet. */
export function copySampleWorkspace(target: string): void {
  fs.cpSync(path.join(findRoot(), 'test/support/workspace'), target, { recursive: true });
}
