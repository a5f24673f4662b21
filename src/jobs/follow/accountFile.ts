/** An account as a part of a file's name. */
export function fileNameOf(account: string): string {
  return account.replace(/[^a-z0-9]+/gi, '-');
}
