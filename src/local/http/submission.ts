import * as v from 'valibot';
import { designModes, maxPromptLength, outputFormats } from '../../api/types';

const submissionSchema = v.object({
  prompt: v.pipe(
    v.string('prompt must be a string.'),
    v.check((text) => text.trim() !== '', 'prompt must not be empty.'),
    v.check((text) => Array.from(text).length <= maxPromptLength, `prompt must have at most ${maxPromptLength} characters.`),
  ),
  design_mode: v.optional(v.picklist(designModes, `design_mode must be one of ${designModes.join(', ')}.`), 'standard'),
  output_format: v.optional(v.picklist(outputFormats, `output_format must be one of ${outputFormats.join(', ')}.`), 'STEP'),
  callback_url: v.nullish(v.pipe(v.string('callback_url must be a string.'), v.check((text) => URL.canParse(text) && new URL(text).protocol === 'https:', 'callback_url must be an https address.'))),
  metadata: v.optional(
    v.pipe(
      v.unknown(),
      v.check((value) => !Array.isArray(value), 'metadata must be an object.'),
      v.record(v.string(), v.unknown(), 'metadata must be an object.'),
    ),
    {},
  ),
});

export type Submission = v.InferOutput<typeof submissionSchema>;

/** Checks the body of `POST /v1/text-to-cad`; a string names the field that is wrong. */
export function readSubmission(text: string): Submission | string {
  let body: unknown;
  try {
    body = JSON.parse(text);
  } catch {
    return 'The body must be JSON.';
  }
  if (typeof body !== 'object' || body === null || Array.isArray(body)) return 'The body must be a JSON object.';
  const { success, output, issues } = v.safeParse(submissionSchema, body);
  if (success) return output;
  const [issue] = issues;
  const field = v.getDotPath(issue) ?? 'The body';
  return issue.message.startsWith(field) ? issue.message : `${field} is missing or wrong.`;
}
