import type { WalkthroughContext } from '../context';

export function openWalkthrough({ walkthrough }: WalkthroughContext): Promise<void> {
  return walkthrough.open();
}
