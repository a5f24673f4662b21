/**
 * The part of `vscode.LogOutputChannel` that rooms without VS Code write to. The extension's own takes secrets out
 * (`host/log.ts`).
 */
export interface Logger {
  debug(message: string): void;
  info(message: string): void;
  warn(message: string): void;
  error(message: string | Error, ...details: unknown[]): void;
}
