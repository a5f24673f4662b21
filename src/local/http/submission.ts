import * as v from 'valibot';
import { designModes, maxPromptLength, outputFormats } from '../../api/types';
import { parseJson } from '../../base/json';
import type { Submission } from '../intake';

/** The design modes that images can be made in. */
const imageModes = designModes.filter((mode) => mode !== 'pro');

/** Nobody nests metadata deeper. JSON can be read at far greater depth than it can be written again. */
const maxNesting = 100;

const prompt = v.pipe(
  v.string('prompt must be a string.'),
  v.check(
    (text) => Array.from(text).length <= maxPromptLength,
    `prompt must have at most ${maxPromptLength} characters.`,
  ),
);
const metadata = v.pipe(
  v.unknown(),
  v.check((value) => !Array.isArray(value), 'metadata must be an object.'),
  v.check(
    (value) => isNestedWithin(value, maxNesting),
    `metadata must not be nested more than ${maxNesting} levels deep.`,
  ),
  v.record(v.string(), v.unknown(), 'metadata must be an object.'),
);
const common = {
  output_format: v.optional(
    v.picklist(outputFormats, `output_format must be one of ${outputFormats.join(', ')}.`),
    'STEP',
  ),
  callback_url: v.nullish(
    v.pipe(
      v.string('callback_url must be a string.'),
      v.check(
        (text) => URL.canParse(text) && new URL(text).protocol === 'https:',
        'callback_url must be an https address.',
      ),
    ),
  ),
};

const textSchema = v.object({
  prompt: v.pipe(
    prompt,
    v.check((text) => text.trim() !== '', 'prompt must not be empty.'),
  ),
  design_mode: v.optional(v.picklist(designModes, `design_mode must be one of ${designModes.join(', ')}.`), 'standard'),
  ...common,
  metadata: v.optional(metadata, {}),
});

const imageSchema = v.object({
  prompt: v.optional(prompt),
  design_mode: v.optional(
    v.picklist(imageModes, `design_mode must be one of ${imageModes.join(', ')} for images.`),
    'standard',
  ),
  ...common,
  metadata_json: v.optional(
    v.pipe(v.string(), v.parseJson({}, 'metadata_json must be a JSON object, encoded.'), metadata),
    '{}',
  ),
});

/** Checks the body of `POST /v1/text-to-cad`; a string names the field that is wrong. */
export function readTextSubmission(text: string): Submission | string {
  const body = parseJson(text);
  if (body === undefined) return 'The body must be JSON.';
  if (typeof body !== 'object' || body === null || Array.isArray(body)) return 'The body must be a JSON object.';
  const result = v.safeParse(textSchema, body);
  if (!result.success) return sentence(result.issues[0]);
  const { prompt, design_mode, output_format, callback_url, metadata } = result.output;
  return {
    endpoint: 'text_to_cad',
    prompt,
    designMode: design_mode,
    outputFormat: output_format,
    callbackUrl: callback_url ?? undefined,
    metadata,
  };
}

/** Checks the fields of `POST /v1/image-to-cad` besides the images; a string names the field that is wrong. */
export function readImageSubmission(fields: ReadonlyMap<string, string>): Submission | string {
  const result = v.safeParse(imageSchema, Object.fromEntries(fields));
  if (!result.success) return sentence(result.issues[0]);
  const { prompt, design_mode, output_format, callback_url, metadata_json } = result.output;
  return {
    endpoint: 'image_to_cad',
    prompt,
    designMode: design_mode,
    outputFormat: output_format,
    callbackUrl: callback_url ?? undefined,
    metadata: metadata_json,
  };
}

function sentence(issue: v.BaseIssue<unknown>): string {
  const field = v.getDotPath(issue) ?? 'The body';
  return issue.message.startsWith(field) ? issue.message : `${field} is missing or wrong.`;
}

function isNestedWithin(value: unknown, levels: number): boolean {
  if (typeof value !== 'object' || value === null) return true;
  return levels > 0 && Object.values(value).every((item) => isNestedWithin(item, levels - 1));
}
