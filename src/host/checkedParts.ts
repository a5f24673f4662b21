import * as path from 'node:path';
import * as vscode from 'vscode';
import type { Clock } from '../base/clock';
import { Disposable } from '../base/disposable';
import { fileKey } from '../base/fileKey';
import type { Logger } from '../base/logger';
import { formatOfFile, PartChecks, type CheckedFormat } from '../check/client';
import type { Checked } from '../check/verdict';
import type { PartCheck } from '../jobs/model';
import type { JobStore } from '../jobs/store';
import { keptOf } from '../wording/checkSentences';

export interface CheckedPartsContext {
  readonly store: JobStore;
  readonly clock: Clock;
  readonly log: Logger;
  /** Absolute path of the folder of the bundles. */
  readonly dist: string;
}

/** A file with the text that it is checked against. */
export interface CheckedFile {
  readonly checked: Checked;
  readonly text: string;
  /** The job whose prompt it is, unless the user has given another text. */
  readonly requestId: string | undefined;
}

/** Larger files are assemblies of hundreds of parts, which no prompt describes; in bytes. */
const largest = 30_000_000;
/** As many answers are remembered: of a file, its state and a text. */
const mostRemembered = 20;

/** Checks models against the prompts that they were made from, or against a text of the user's. */
export class CheckedParts extends Disposable {
  readonly #context: CheckedPartsContext;
  readonly #checks: PartChecks;
  readonly #end = new AbortController();
  readonly #remembered = new Map<string, Promise<Checked | undefined>>();
  /** What the user has given for a file, for as long as the window lives. */
  readonly #texts = new Map<string, string>();
  readonly #described = this._register(new vscode.EventEmitter<vscode.Uri>());

  /** Another text was given for a file. */
  readonly onDidDescribe = this.#described.event;

  constructor(context: CheckedPartsContext) {
    super();
    this.#context = context;
    this._register({ dispose: () => this.#end.abort() });
    this.#checks = this._register(new PartChecks(path.join(context.dist, 'partCheck.js'), context.clock, context.log));
  }

  /** From now on the file is checked against this text. */
  describe(file: vscode.Uri, text: string): void {
    this.#texts.set(fileKey(file.toString()), text);
    this.#described.fire(file);
  }

  /**
   * The file against the text that was given for it, or the prompt of its job. What is found is kept with the job.
   * @returns undefined where there is no text, or the file can't be checked; never rejects for that
   */
  async of(file: vscode.Uri, job: CheckedJob | undefined): Promise<CheckedFile | undefined> {
    const given = this.#texts.get(fileKey(file.toString()));
    const text = given ?? job?.prompt;
    const format = formatOfFile(file.path);
    if (text === undefined || !format) return undefined;
    const { size, mtime } = await vscode.workspace.fs.stat(file);
    if (size > largest) return undefined;
    const checked = await this.#checked(file, format, `${size} ${mtime}`, text);
    if (!checked) return undefined;
    if (given === undefined && job)
      await this.#keep(job.requestId, { file: file.toString(), size, mtime, ...keptOf(checked) });
    return { checked, text, requestId: given === undefined ? job?.requestId : undefined };
  }

  /** Several may wait for one answer, so nobody's leaving ends it but the window's. */
  #checked(file: vscode.Uri, format: CheckedFormat, state: string, text: string): Promise<Checked | undefined> {
    const key = `${fileKey(file.toString())}\n${state}\n${text}`;
    const known = this.#remembered.get(key);
    if (known) return known;
    const checked = this.#read(file, format, text);
    this.#remembered.set(key, checked);
    // What was cancelled or failed is tried again.
    checked.catch(() => this.#remembered.delete(key));
    for (const oldest of [...this.#remembered.keys()].slice(0, -mostRemembered)) this.#remembered.delete(oldest);
    return checked;
  }

  async #read(file: vscode.Uri, format: CheckedFormat, prompt: string): Promise<Checked | undefined> {
    const bytes = await vscode.workspace.fs.readFile(file);
    return this.#checks.check({ prompt, bytes, format }, this.#end.signal);
  }

  /** Another window may have found the same, and nothing is written then. */
  async #keep(requestId: string, check: PartCheck): Promise<void> {
    const { store } = this.#context;
    const known = store.get(requestId)?.check;
    if (JSON.stringify(known) === JSON.stringify(check)) return;
    await store.update(requestId, (record) => ({ ...record, check }));
  }
}

/** A job with the prompt that its file was made from. */
export interface CheckedJob {
  readonly requestId: string;
  readonly prompt: string | undefined;
}
