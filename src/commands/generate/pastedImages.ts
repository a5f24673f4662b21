import * as vscode from 'vscode';
import { maxImages } from '../../api/types';
import type { ImageSource } from '../../jobs/submit/imageSource';

export interface ImagePasteKinds {
  /** Inserts nothing, and does nothing. */
  readonly nothing: vscode.DocumentDropOrPasteEditKind;
  /** Begins a job from the images. */
  readonly generate: vscode.DocumentDropOrPasteEditKind;
}

interface PastedImage {
  readonly name: string;
  readonly content: Uint8Array;
}

/** An edit that inserts nothing. With images, it begins a job when it is applied. */
class NoTextEdit extends vscode.DocumentPasteEdit {
  readonly images: readonly PastedImage[];

  /** @param yieldTo edits of these kinds come before it */
  constructor(
    title: string,
    kind: vscode.DocumentDropOrPasteEditKind,
    yieldTo: readonly vscode.DocumentDropOrPasteEditKind[],
    images: readonly PastedImage[] = [],
  ) {
    super('', title, kind);
    this.yieldTo = yieldTo;
    this.images = images;
  }
}

/**
 * The edits for images that are pasted; none without images. Never what a paste does by itself.
 * @param kinds of the edit that does nothing, and of the one that begins a job
 */
export async function imagePasteEdits(
  { nothing, generate }: ImagePasteKinds,
  dataTransfer: vscode.DataTransfer,
  trigger: vscode.DocumentPasteTriggerKind,
): Promise<vscode.DocumentPasteEdit[]> {
  const { t } = vscode.l10n;
  const { Empty: root, Text: text } = vscode.DocumentDropOrPasteEditKind;
  const files = [...dataTransfer]
    .map(([type, item]) => (type.startsWith('image/') ? item.asFile() : undefined))
    .filter((file) => file !== undefined);
  // What is pasted can be read now only. One more than a part is made from is enough to say that there are too many.
  const images = await Promise.all(
    files.slice(0, maxImages + 1).map(async (file) => ({ name: file.name, content: await file.data() })),
  );
  if (images.length === 0) return [];
  const edit = new NoTextEdit(t('Generate CAD from Pasted Image'), generate, [root], images);
  // Not to any kind: two edits that yield to each other are in no order.
  const others = [text, root.append('markdown'), root.append('uri'), root.append('html')];
  // Where nobody else has an edit, the first one is applied unasked: then it is to do what happens without us.
  return trigger === vscode.DocumentPasteTriggerKind.Automatic
    ? [new NoTextEdit(t('Paste Nothing'), nothing, others), edit]
    : [edit];
}

/** Begins a job from the images of an edit that the user has chosen. */
export function applyImagePaste(edit: vscode.DocumentPasteEdit): void {
  // The command asks the user for more, which the paste mustn't wait for.
  if (edit instanceof NoTextEdit && edit.images.length > 0)
    void vscode.commands.executeCommand('makistry.generateFromImages', edit.images);
}

/** The images that an edit has handed to the command; undefined when it was started otherwise. */
export function pastedImages(argument: unknown): readonly ImageSource[] | undefined {
  if (!Array.isArray(argument)) return undefined;
  const images = (argument as readonly unknown[]).filter(
    (image): image is PastedImage =>
      typeof image === 'object' &&
      image !== null &&
      'content' in image &&
      image.content instanceof Uint8Array &&
      'name' in image &&
      typeof image.name === 'string',
  );
  return images.length === 0
    ? undefined
    : images.map(({ name, content }) => ({
        name,
        size: () => Promise.resolve(content.length),
        read: () => Promise.resolve(content),
      }));
}
