import * as vscode from 'vscode';
import { ImageParseFailedError, type InvalidInputError } from '../api/errors';
import { maxPromptLength } from '../api/types';
import type { JobRecord } from '../jobs/model';
import { translated } from './translated';
import {
  chooseImagesRemedy,
  refineRemedies,
  settingsRemedy,
  showLogRemedy,
  withStop,
  type ErrorSentence,
} from './remedies';

/**
 * The fields of a request that a user can do something about (API.md, "Submitting"), as the service's messages name
 * them.
 */
type Field = 'prompt' | 'design_mode' | 'output_format' | 'callback_url' | 'image';

/**
 * 422: which field is wrong, what the service says about it, and how it is put right.
 * @param images the names of those that were submitted, in their order
 */
export function describeInvalidInput(
  error: InvalidInputError | ImageParseFailedError,
  job: JobRecord | undefined,
  images: readonly string[],
): ErrorSentence {
  const { t } = vscode.l10n;
  const chooseImages = chooseImagesRemedy();
  if (error.code === 'images_missing') {
    return {
      sentence: t(
        'The copies of the images are gone from this machine, so the request can’t be sent. Choose the images anew.',
      ),
      remedies: [chooseImages],
    };
  }
  // What we have found ourselves, before anything was sent.
  if (error.said && error.status === undefined)
    return { sentence: translated(error), remedies: error.code === 'invalid_image' ? [chooseImages] : [] };
  const said = withStop(translated(error));
  switch (error instanceof ImageParseFailedError ? 'image' : fieldOf(error.message)) {
    case 'prompt':
      return {
        sentence: t(
          'The service does not accept the prompt: {0} It can have up to {1} characters.',
          said,
          maxPromptLength,
        ),
        remedies: refineRemedies(job),
      };
    case 'design_mode':
      return {
        sentence: t(
          'The service does not accept the design mode: {0} Choose another one; images are taken in standard and assembly only.',
          said,
        ),
        remedies: [settingsRemedy('makistry.defaultDesignMode')],
      };
    case 'output_format':
      return {
        sentence: t('The service does not accept the output format: {0} Choose another one.', said),
        remedies: [settingsRemedy('makistry.defaultOutputFormat')],
      };
    case 'callback_url':
      return {
        sentence: t(
          'The service does not accept the address for webhooks: {0} Give an https address, or switch webhooks off.',
          said,
        ),
        remedies: [settingsRemedy('makistry.webhook.publicUrl', 'makistry.webhook.enabled')],
      };
    case 'image':
      return { sentence: imageSentence(error.message, said, images), remedies: [chooseImages] };
    case undefined:
      return { sentence: t('The service does not accept the request: {0}', said), remedies: [showLogRemedy()] };
  }
}

function imageSentence(message: string, said: string, images: readonly string[]): string {
  const { t } = vscode.l10n;
  // The service counts the images of a request; a name tells a user more.
  const [, number] = /\bimage\D{0,3}([1-3])\b/i.exec(message) ?? [];
  const which = number === undefined && images.length === 1 ? images[0] : images[Number(number) - 1];
  if (which === undefined)
    return t(
      'The service could not take the images: {0} Choose 1 to 3 PNG, JPEG, WebP or GIF files of at most 10 MB each.',
      said,
    );
  return t(
    'The service could not take the image “{0}”: {1} Save it again as PNG, JPEG, WebP or GIF of at most 10 MB, or choose another one.',
    which,
    said,
  );
}

/** The first field that a message names. */
function fieldOf(message: string): Field | undefined {
  const [name] = /\b(prompt|design[_ ]mode|output[_ ]format|callback[_ ]url|image)/i.exec(message) ?? [];
  return name?.toLowerCase().replace(' ', '_') as Field | undefined;
}
