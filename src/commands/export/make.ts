import * as vscode from 'vscode';
import type { Exported, ExportedFile, ModelRequest, PartsChoice } from '../../export/request';
import { isCancellation } from '../../notify/showError';
import { plainLabel, withoutLinks } from '../../wording/outsideText';
import type { ExportContext } from '../context';
import { viewNames } from './options';
import type { ModelSource } from './sources';

/** How the models are to be written. */
export type Options = Pick<ModelRequest, 'to' | 'unit' | 'fineness'> & { readonly parts: 'all' | 'each' | 'visible' };

/** The files of one model, in memory. */
export interface Made {
  readonly source: ModelSource;
  readonly exported: Exported;
}

/** A model that could not be written. */
export interface Failed {
  readonly source: ModelSource;
  readonly error: unknown;
}

/** Larger files, in bytes, can't be held as often as reading them needs. */
const largest = 256_000_000;
/** So many bytes are held in memory until they are placed. */
const mostTogether = 1_500_000_000;

/**
 * Writes the models in memory, with a progress that can be cancelled.
 * @returns undefined when it was cancelled; nothing of it is left then
 */
export async function makeFiles(
  context: ExportContext,
  sources: readonly ModelSource[],
  options: Options,
): Promise<{ readonly made: readonly Made[]; readonly failed: readonly Failed[] } | undefined> {
  const { t } = vscode.l10n;
  const [first] = sources;
  const title =
    sources.length === 1 && first
      ? t('Making {0} of “{1}”', options.to, fileName(first.uri))
      : t('Making {0} of {1} models', options.to, sources.length);
  return vscode.window.withProgress(
    { location: vscode.ProgressLocation.Notification, cancellable: true, title: withoutLinks(title) },
    async (progress, token) => {
      const abort = new AbortController();
      const cancelling = token.onCancellationRequested(() => abort.abort());
      const signal = AbortSignal.any([abort.signal, context.downloads.stopped]);
      const made: Made[] = [];
      const failed: Failed[] = [];
      let bytes = 0;
      try {
        const exporter = await context.exporter();
        for (const [at, source] of sources.entries()) {
          if (sources.length > 1)
            progress.report({ message: plainLabel(t('{0} of {1}', at + 1, sources.length)), increment: 0 });
          try {
            if (bytes > mostTogether)
              throw new Error(t('The files together are too large. Save fewer models at once.'));
            const request: ModelRequest = {
              ...options,
              bytes: await read(source.uri),
              from: source.format,
              name: stemOf(source.uri),
              parts: partsOf(options, source),
              ...(source.face !== undefined && { face: source.face }),
              ...(options.to === 'SVG' && { viewNames: viewNames() }),
            };
            const exported = await exporter.exportModel(request, signal);
            bytes += sizeOf(exported.files);
            made.push({ source, exported });
          } catch (error) {
            signal.throwIfAborted();
            context.log.error(`${source.uri.toString(true)} could not be saved as ${options.to}: ${String(error)}`);
            failed.push({ source, error });
          }
        }
        return { made, failed };
      } catch (error) {
        if (isCancellation(error)) return undefined;
        throw error;
      } finally {
        cancelling.dispose();
      }
    },
  );
}

function partsOf({ parts }: Options, { visible }: ModelSource): PartsChoice {
  return parts === 'visible' ? (visible ?? 'all') : parts;
}

async function read(uri: vscode.Uri): Promise<Uint8Array> {
  const { size } = await vscode.workspace.fs.stat(uri);
  if (size > largest)
    throw new Error(
      vscode.l10n.t('The file is too large to be saved in another format: {0} MB.', Math.round(size / 1e6)),
    );
  return vscode.workspace.fs.readFile(uri);
}

export function sizeOf(files: readonly ExportedFile[]): number {
  return files.reduce((sum, { bytes }) => sum + bytes.length, 0);
}

export function fileName(uri: vscode.Uri): string {
  return uri.path.slice(uri.path.lastIndexOf('/') + 1);
}

/** The name of a file without its extension. */
export function stemOf(uri: vscode.Uri): string {
  return fileName(uri).replace(/\.[^.]*$/, '');
}
