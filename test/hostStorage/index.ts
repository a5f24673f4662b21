import { runTestsOf } from '../support/hostEntry.js';

/** Called inside the extension host. */
export const run = (): Promise<void> => runTestsOf(__dirname);
