import { createHash } from 'node:crypto';
import * as vscode from 'vscode';
import { imageDesignModes } from '../../api/types';
import { readImages, type ImageSource } from '../../jobs/submit/imageSource';
import { showError } from '../../notify/showError';
import { describeError } from '../../wording/errorSentence';
import { askImageOptions, type ImageOptions } from './imageOptions';
import { warn } from '../../host/showMessage';
import { settings, useService } from '../../host/settings';
import { workspaceId } from '../../host/workspace';
import { setApiKey } from '../keys/apiKey';
import type { GenerateContext, KeysContext } from '../context';
import { isKeyAgreed } from '../keys/environmentKey';
import { promptSentenceOf } from './generate';
import { pastedImages } from './pastedImages';

/**
 * Makes a part from 1 to 3 images: the files that are selected in the explorer, what was pasted, or the files that the
 * user chooses now.
 */
export async function generateFromImages(context: GenerateContext, ...args: readonly unknown[]): Promise<void> {
  if (!(await canReadImages(context))) return;
  const images = pastedImages(args[0]) ?? (await givenFiles(args)).map((file) => sourceOf(file));
  if (images.length === 0) return;
  // An image that can't be used is refused before the user is asked for more.
  const order = createHash('sha256');
  for await (const image of readImages(images)) {
    context.log.debug(`${image.type}, ${image.content.length} bytes`);
    order.update(image.content);
  }
  await context.underWay.once(`images ${order.digest('hex')}`, () => chooseAndSubmit(context, images));
}

async function chooseAndSubmit(context: GenerateContext, images: readonly ImageSource[]): Promise<void> {
  // Without a key there's nothing to choose a mode and format for.
  await context.services.active();
  if (!(await isKeyAgreed(context))) return;
  const mode = settings.defaultDesignMode();
  const defaults: ImageOptions = {
    designMode: imageDesignModes.find((one) => one === mode) ?? 'standard',
    outputFormat: settings.defaultOutputFormat(),
  };
  const options = settings.confirmBeforeSubmit()
    ? await askImageOptions(
        images.map(({ name }) => name),
        defaults,
        hintProblem,
      )
    : defaults;
  if (options) await submit(context, images, options);
}

/** Submits, and tells what was refused. */
async function submit(
  { submissions, log }: GenerateContext,
  images: readonly ImageSource[],
  options: ImageOptions,
): Promise<void> {
  const workspace = workspaceId();
  const submitted = submissions.submitImages({ ...options, images, ...(workspace !== undefined && { workspace }) });
  const outcome = Promise.allSettled([submitted]);
  try {
    await vscode.commands.executeCommand('makistry.jobs.focus', { preserveFocus: true });
  } finally {
    const [{ status, ...result }] = await outcome;
    if (status === 'rejected' && 'reason' in result) {
      const context = { images: images.map(({ name }) => name) };
      log.error(`A job was not submitted: ${describeError(result.reason, context).sentence}`);
      void showError(result.reason, context);
    }
  }
}

/**
 * The built-in service takes images and then fails: better not to begin.
 * @returns whether new jobs go to a service that reads images
 */
export async function canReadImages(context: KeysContext): Promise<boolean> {
  if (settings.service() !== 'local') return true;
  const { t } = vscode.l10n;
  const hasKey = (await context.keys.active()) !== undefined;
  const button = hasKey ? t('Use the API Key') : t('Set API Key…');
  const chosen = await warn(
    t('The built-in service makes parts from words only and can’t read images. The Makistry API can, with an API key.'),
    button,
  );
  if (chosen !== button) return false;
  if (!hasKey) await setApiKey(context);
  if ((await context.keys.active()) === undefined) return false;
  await useService('cloud');
  return true;
}

/** Those that VS Code's explorer gives: the one that was clicked and all that are selected. */
async function givenFiles([clicked, selected]: readonly unknown[]): Promise<readonly vscode.Uri[]> {
  const files = (Array.isArray(selected) && selected.length > 0 ? (selected as readonly unknown[]) : [clicked]).filter(
    (file) => file instanceof vscode.Uri,
  );
  if (files.length > 0) return files;
  const { t } = vscode.l10n;
  const chosen = await vscode.window.showOpenDialog({
    title: t('Generate CAD from Images'),
    openLabel: t('Choose 1 to 3 Images'),
    canSelectMany: true,
    filters: { [t('Images')]: ['png', 'jpg', 'jpeg', 'webp', 'gif'] },
  });
  return chosen ?? [];
}

/** With `workspace.fs`, so a file may be anywhere. */
function sourceOf(file: vscode.Uri): ImageSource {
  return {
    name: file.path.slice(file.path.lastIndexOf('/') + 1),
    size: async () => (await vscode.workspace.fs.stat(file)).size,
    read: async () => vscode.workspace.fs.readFile(file),
  };
}

/** Images speak for themselves: there needn't be a hint. */
function hintProblem(hint: string): string | undefined {
  return hint === '' ? undefined : promptSentenceOf(hint);
}
