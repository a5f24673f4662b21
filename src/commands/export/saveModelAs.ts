import * as vscode from 'vscode';
import { describeError } from '../../wording/errorSentence';
import { plainLabel } from '../../wording/outsideText';
import { isInFileManager, openModel, revealFile } from '../../host/models';
import { inform, warn } from '../../host/showMessage';
import { sourceFormatOf, type FinenessChoice } from '../../export/request';
import { back, inSteps, type Steps } from '../steps';
import type { ExportContext } from '../context';
import { fileName, makeFiles, type Failed, type Options } from './make';
import { askFineness, askTarget, keyOf, type Target } from './options';
import { placeFiles, type Placed } from './place';
import { modelSources, type ModelSource } from './sources';
import { askNext, figuresOf } from './summary';

/** What was chosen last, for all workspaces. */
const memory = 'makistry.saveAs';

interface Remembered {
  /** Of the format with its unit. */
  readonly target?: string;
  readonly fineness?: FinenessChoice;
}

/** Saves models in another format: asks for it, makes the files, shows how large they are, and then writes them. */
export async function saveModelAs(context: ExportContext, ...args: readonly unknown[]): Promise<void> {
  const sources = await modelSources(context, args);
  if (sources.length > 0) await inSteps((steps) => new Saving(context, sources, steps).run());
}

class Saving {
  readonly #context: ExportContext;
  readonly #sources: readonly ModelSource[];
  readonly #steps: Steps;
  readonly #title: string;

  constructor(context: ExportContext, sources: readonly ModelSource[], steps: Steps) {
    this.#context = context;
    this.#sources = sources;
    this.#steps = steps;
    const [first] = sources;
    this.#title =
      sources.length === 1 && first
        ? vscode.l10n.t('Save {0} As', fileName(first.uri))
        : vscode.l10n.t('Save {0} Models As', sources.length);
  }

  async run(): Promise<void> {
    let target: Target | undefined;
    let options: Options | undefined;
    for (;;) {
      target ??= await this.#target();
      if (!target) return;
      options ??= this.#options(target);
      if (options.fineness === undefined && this.#asksFineness(target)) {
        const fineness = await askFineness(this.#steps, this.#title, this.#remembered.fineness);
        if (fineness === undefined) return;
        if (fineness === back) {
          [target, options] = [undefined, undefined];
          continue;
        }
        options = { ...options, fineness };
      }
      await this.#remember(target, options);
      // The progress has the place now.
      this.#steps.close();
      const result = await makeFiles(this.#context, this.#sources, options);
      if (!result) return;
      this.#tellFailed(result.failed);
      if (result.made.length === 0) return;
      const next = await askNext(this.#steps, this.#title, result.made, options);
      if (next === undefined) return;
      if (next === 'save') {
        this.#steps.close();
        const placed = await placeFiles(this.#context, result.made, target, options);
        if (placed) tellPlaced(placed, figuresOf(result.made, options));
        return;
      }
      if (next === 'format') [target, options] = [undefined, undefined];
      else if (next === 'fineness') options = this.#options(target);
      else options = { ...options, parts: next };
    }
  }

  get #remembered(): Remembered {
    return this.#context.state.get<Remembered>(memory) ?? {};
  }

  #target(): Promise<Target | undefined> {
    const formats = this.#sources.map(({ format }) => format);
    return askTarget(this.#steps, this.#title, formats, this.#remembered.target);
  }

  #options({ to, unit }: Target): Options {
    // What the user sees is what the user means.
    const parts = this.#sources.some(({ visible }) => visible !== undefined) ? 'visible' : 'all';
    return { to, parts, ...(unit && { unit }) };
  }

  #asksFineness({ to }: Target): boolean {
    return (to === 'STL' || to === '3MF' || to === 'GLB') && this.#sources.some(({ format }) => format === 'step');
  }

  async #remember(target: Target, { fineness }: Options): Promise<void> {
    const known = fineness ?? this.#remembered.fineness;
    await this.#context.state.update(memory, {
      target: keyOf(target),
      ...(known !== undefined && { fineness: known }),
    });
  }

  #tellFailed(failed: readonly Failed[]): void {
    const [first] = failed;
    if (!first) return;
    const { sentence } = describeError(first.error);
    const news =
      this.#sources.length > 1
        ? vscode.l10n.t(
            '{0} of {1} models can’t be saved so. {2}: {3}',
            failed.length,
            this.#sources.length,
            fileName(first.source.uri),
            sentence,
          )
        : sentence;
    void warn(news);
  }
}

function tellPlaced(placed: readonly Placed[], figures: string): void {
  const { t } = vscode.l10n;
  const kept = placed.filter(({ outcome }) => outcome !== 'skipped');
  const [first] = kept;
  if (!first) {
    void inform(t('The files that are there were kept, so nothing was saved.'));
    return;
  }
  const news =
    kept.length === 1
      ? t('{0} is saved: {1}.', vscode.workspace.asRelativePath(first.file), figures)
      : t('{0} files are saved in {1}: {2}.', kept.length, shownFolder(first.file), figures);
  const [preview, reveal, folder] = [t('Open Preview'), t('Reveal in Explorer'), t('Open Folder')];
  const isInside = vscode.workspace.getWorkspaceFolder(first.file) !== undefined;
  // A drawing opens in whatever the editor has for it.
  const buttons = [
    ...(sourceFormatOf(first.file.path) ? [preview] : []),
    ...(isInside ? [reveal] : isInFileManager(first.file) ? [folder] : []),
  ];
  void inform(news, ...buttons).then(async (chosen) => {
    if (chosen === preview) await openModel(first.file);
    if (chosen === reveal || chosen === folder) await revealFile(first.file);
  });
}

function shownFolder(file: vscode.Uri): string {
  return plainLabel(vscode.workspace.asRelativePath(vscode.Uri.joinPath(file, '..')));
}
