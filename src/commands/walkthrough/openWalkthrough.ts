import type { CommandContext } from '../context';

export function openWalkthrough({ walkthrough }: CommandContext): Promise<void> {
  return walkthrough.open();
}
