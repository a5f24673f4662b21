import { inspect } from 'node:util';
import type * as vscode from 'vscode';
import { redact } from '../api/redact';
import type { IDisposable } from '../base/disposable';
import type { Logger } from '../base/logger';

/** As much of VS Code's channel as is used. */
interface Channel extends Pick<vscode.LogOutputChannel, 'debug' | 'info' | 'warn' | 'error' | 'dispose'> {
  show(): void;
}

/** Longest line and most lines that are remembered. */
const longestLine = 2000;
const mostLines = 200;

/**
 * The log of the extension, with the levels of VS Code's. All that is logged goes through it, and it takes secrets out.
 */
export class ExtensionLog implements Logger, IDisposable {
  readonly #channel: Channel;
  readonly #lines: string[] = [];

  constructor(channel: Channel) {
    this.#channel = channel;
  }

  /** What was logged last, without secrets, oldest first. */
  get recent(): readonly string[] {
    return this.#lines;
  }

  debug(message: string): void {
    this.#channel.debug(this.#remember('debug', message));
  }

  info(message: string): void {
    this.#channel.info(this.#remember('info', message));
  }

  warn(message: string): void {
    this.#channel.warn(this.#remember('warning', message));
  }

  error(message: string | Error, ...details: readonly unknown[]): void {
    const texts = [message, ...details].map((part) => (typeof part === 'string' ? part : inspect(part)));
    this.#channel.error(this.#remember('error', texts.join(' ')));
  }

  show(): void {
    this.#channel.show();
  }

  dispose(): void {
    this.#channel.dispose();
  }

  #remember(level: string, message: string): string {
    const text = redact(message);
    this.#lines.push(`[${level}] ${text.slice(0, longestLine)}`);
    if (this.#lines.length > mostLines) this.#lines.shift();
    return text;
  }
}
