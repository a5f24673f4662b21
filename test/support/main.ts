/**
 * Runs a program: what it throws is said in a line and makes its exit code 1; Ctrl+C is an ordinary exit, so that
 * everything it started ends with it.
 */
export function runMain(main: () => Promise<void>): void {
  for (const [signal, code] of [
    ['SIGINT', 130],
    ['SIGTERM', 143],
    ['SIGHUP', 129],
  ] as const)
    process.once(signal, () => process.exit(code));
  main().catch((error: unknown) => {
    console.error(process.env['VERBOSE'] ? error : explain(error));
    process.exitCode = 1;
  });
}

function explain(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause === undefined ? error.message : `${error.message}\n${explain(error.cause)}`;
}
