import { sleep } from '../../base/clock';
import type { WalkthroughContext } from '../context';

/** What the links of the walkthrough in `package.nls.json` give their commands. */
const mark = 'fromWalkthrough';

/**
 * VS Code's walkthrough takes the keyboard 250 ms after the key was let go that pressed one of its buttons; keys are
 * held for about 100 ms.
 */
const settledMs = 400;

/**
 * A command that asks something: started from the walkthrough, it asks when that has taken the keyboard, so that
 * nothing which is typed goes there.
 */
export function onceSettled<Context, T>(
  command: (context: Context, ...args: readonly unknown[]) => T | Promise<T>,
): (context: Context & WalkthroughContext, ...args: readonly unknown[]) => Promise<T> {
  return async (context, ...args) => {
    const [first, ...others] = args;
    if (first !== mark) return command(context, ...args);
    await sleep(context.clock, settledMs);
    return command(context, ...others);
  };
}
