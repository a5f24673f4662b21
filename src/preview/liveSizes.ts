import * as vscode from 'vscode';
import { Disposable } from '../base/disposable';
import type { PromptChecks, PromptSize } from '../host/promptChecks';
import { KernelFailure } from '../kernel/failure';
import type { ToPage } from './messages';
import type { PreviewJob, PreviewParts } from './parts';
import type { StepReader } from './stepReader';

export interface LiveSizesParts extends Pick<PreviewParts, 'jobOf' | 'log'> {
  readonly uri: vscode.Uri;
  readonly reader: StepReader;
  readonly checks: PromptChecks;
  readonly tell: (message: ToPage) => void;
}

/**
 * The sizes that the prompt of a part of the built-in service states. Others for them make the part anew, without a
 * job and without a file; the prompt that has them can be generated or written into its document.
 */
export class LiveSizes extends Disposable {
  readonly #parts: LiveSizesParts;
  readonly #end = new AbortController();
  /** The prompt with the sizes that are shown. */
  #changed: string | undefined;

  constructor(parts: LiveSizesParts) {
    super();
    this.#parts = parts;
    this._register({ dispose: () => this.#end.abort() });
  }

  /**
   * Tells the page which sizes there are; of a part of any other service, or of no job, none. Nobody has asked for
   * them, so a failure is only logged.
   */
  async offer(): Promise<void> {
    const { checks, log, tell } = this.#parts;
    const job = this.#job;
    if (!job) return;
    try {
      const read = await checks.readSized(job.prompt, undefined, this.#end.signal);
      if (!read?.ok || this.isDisposed) return;
      const sizes = read.sizes.map((size) => ({ label: labelOf(size), value: size.value, unit: size.unit }));
      tell({ type: 'sizes', sizes, canWrite: job.hasSource });
    } catch (error) {
      if (!this.isDisposed) log.warn(`The sizes of ${this.#parts.uri.toString()} are not known: ${String(error)}`);
    }
  }

  /** @param values one for each size that was told */
  async change(values: readonly number[]): Promise<void> {
    const { tell } = this.#parts;
    this.#changed = undefined;
    try {
      const sentence = await this.#build(values);
      if (!this.isDisposed)
        tell({ type: 'sizesOutcome', state: sentence === undefined ? 'built' : 'refused', sentence });
    } catch (error) {
      if (!this.isDisposed) tell({ type: 'sizesOutcome', state: 'refused', sentence: this.#sentenceOf(error) });
    }
  }

  /** Submits the prompt as a job that refines this part's. */
  async generate(): Promise<void> {
    const job = this.#job;
    if (job && this.#changed !== undefined)
      await vscode.commands.executeCommand('makistry.refineJob', job.requestId, { prompt: this.#changed });
  }

  /** Writes the prompt over the one in the document that it was selected in. */
  async write(): Promise<void> {
    const job = this.#job;
    if (job && this.#changed !== undefined)
      await vscode.commands.executeCommand('makistry.writePrompt', job.requestId, this.#changed);
  }

  get #job(): (PreviewJob & { readonly prompt: string }) | undefined {
    const job = this.#parts.jobOf(this.#parts.uri);
    return job?.isLocal && job.prompt !== undefined ? { ...job, prompt: job.prompt } : undefined;
  }

  /** @returns why there is no part with these sizes, or undefined once it is shown */
  async #build(values: readonly number[]): Promise<string | undefined> {
    const { checks, reader, tell } = this.#parts;
    const job = this.#job;
    const { signal } = this.#end;
    const read = job && (await checks.readSized(job.prompt, values, signal));
    if (!read) return vscode.l10n.t('The part can’t be built with these sizes.');
    if (!read.ok) return read.message;
    const { mesh, facts } = await reader.build(read.specification, signal);
    this.#changed = read.prompt;
    tell({ type: 'variant', mesh, facts });
    return undefined;
  }

  #sentenceOf(error: unknown): string {
    this.#parts.log.warn(`Other sizes for ${this.#parts.uri.toString()}: ${String(error)}`);
    const isOfPart =
      error instanceof KernelFailure && !['kernel_error', 'kernel_crashed', 'no_surfaces'].includes(error.code);
    return isOfPart ? error.message : vscode.l10n.t('The part can’t be built with these sizes.');
  }
}

/** "hole: diameter", "plate, 2 of 3"; in the prompt's own words. */
function labelOf({ of, name, inGroup }: PromptSize): string {
  const { t } = vscode.l10n;
  const words = [of, name].filter((word) => word !== undefined).join(': ');
  const label = words === '' ? t('Size') : words;
  return inGroup ? t('{0}, {1} of {2}', label, ...inGroup) : label;
}
