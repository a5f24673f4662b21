import * as vscode from 'vscode';
import type { OutputFormat } from '../../api/types';
import { sourceFormatOf } from '../../export/request';
import type { ExportContext } from '../context';
import { withoutLinks } from '../../wording/outsideText';

/**
 * A model in another format, with its usual fineness and all its parts, and with a way to cancel while it is written.
 * @param name of the file that the bytes are of
 * @throws ExportFailure, a cancellation
 */
export async function inFormat(
  { exporter, downloads }: Pick<ExportContext, 'exporter' | 'downloads'>,
  bytes: Uint8Array,
  name: string,
  to: OutputFormat,
): Promise<Uint8Array> {
  const from = sourceFormatOf(name);
  if (!from) throw new TypeError('no model');
  const title = withoutLinks(vscode.l10n.t('Saving {0} as {1}', name, to));
  return vscode.window.withProgress(
    { location: vscode.ProgressLocation.Notification, title, cancellable: true },
    async (_, token) => {
      const end = new AbortController();
      const listening = token.onCancellationRequested(() => end.abort());
      try {
        const signal = AbortSignal.any([end.signal, downloads.stopped]);
        const writer = await exporter();
        const { files } = await writer.exportModel({ bytes, from, to, name: name.replace(/\.[^.]*$/, '') }, signal);
        const [whole] = files;
        if (!whole) throw new Error(vscode.l10n.t('{0} could not be saved as {1}.', name, to));
        return whole.bytes;
      } finally {
        listening.dispose();
      }
    },
  );
}
