/** The part of `vscode.LogOutputChannel` that rooms without VS Code write to. Nobody passes secrets: callers redact. */
export interface Logger {
  debug(message: string): void;
  info(message: string): void;
  warn(message: string): void;
  error(message: string | Error, ...details: unknown[]): void;
}
