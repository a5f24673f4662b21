import { lazy } from '../base/lazy';

/** The code of all commands, of what they say and of errors: a bundle of its own. */
export const loadCommands = lazy(() => import('./index'));
