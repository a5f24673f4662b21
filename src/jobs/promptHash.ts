import { createHash } from 'node:crypto';

/** The start of a prompt's SHA-256, as our metadata has it: enough to find the prompt again, and it doesn't tell it. */
export function promptHash(prompt: string): string {
  return createHash('sha256').update(prompt).digest('hex').slice(0, 16);
}
