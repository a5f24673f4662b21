import * as vscode from 'vscode';
import { loadCommands } from '../later';
import type { ImagePasteKinds } from './pastedImages';

/**
 * Offers to generate a part where an image is pasted into Markdown. What makes the edits is loaded with the first
 * image.
 */
export function registerImagePaste(): vscode.Disposable {
  const { Empty: root } = vscode.DocumentDropOrPasteEditKind;
  const kinds: ImagePasteKinds = {
    nothing: root.append('makistry', 'nothing'),
    generate: root.append('makistry', 'generate'),
  };
  const provider: vscode.DocumentPasteEditProvider = {
    provideDocumentPasteEdits: async (_document, _ranges, dataTransfer, { triggerKind }) =>
      (await loadCommands()).imagePasteEdits(kinds, dataTransfer, triggerKind),
    resolveDocumentPasteEdit: async (edit) => {
      (await loadCommands()).applyImagePaste(edit);
      return edit;
    },
  };
  return vscode.languages.registerDocumentPasteEditProvider({ language: 'markdown' }, provider, {
    providedPasteEditKinds: Object.values(kinds) as vscode.DocumentDropOrPasteEditKind[],
    pasteMimeTypes: ['image/*'],
  });
}
