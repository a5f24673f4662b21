import * as v from 'valibot';
import { parseJson } from '../../base/json';
import { isLoopbackHost } from '../../base/networks';
import { withoutSlash } from '../../base/trimmedEnd';
import { longestAnswer, ModelError, type LanguageModel, type Message } from './languageModel';

/** A language model behind an OpenAI-compatible address. */
export interface ModelAddress {
  /** Such as `http://127.0.0.1:11434/v1`. */
  readonly address: string;
  /** The first one that the address offers, if not given. */
  readonly model?: string | undefined;
  /** Goes to this address only. */
  readonly key?: string | undefined;
}

const offeredSchema = v.object({ data: v.pipe(v.array(v.object({ id: v.string() })), v.minLength(1)) });
const completionSchema = v.object({
  choices: v.pipe(v.array(v.object({ message: v.object({ content: v.string() }) })), v.minLength(1)),
});

/** In bytes: JSON escapes characters, and has other members beside the answer. */
const longestBody = 8 * longestAnswer;

/** Whether prompts, and a key, may go to an address: over https, or on this machine. */
export function isModelAddress(address: string): boolean {
  if (!URL.canParse(address)) return false;
  const { protocol, hostname, username, password } = new URL(address);
  if (username !== '' || password !== '') return false;
  return protocol === 'https:' || (protocol === 'http:' && isLoopbackHost(hostname));
}

/** Asks the address which model it has, where none is named. @throws ModelError; the signal's reason */
export async function modelAt(
  { address, model, key }: ModelAddress,
  fetch: typeof globalThis.fetch,
  signal: AbortSignal,
): Promise<LanguageModel> {
  if (!isModelAddress(address))
    throw new ModelError('model_unreachable', 'The address of the language model is not an https address.');
  const request = requestTo(address, key, fetch);
  const name = model ?? (await firstOffered(request, signal));
  return { name, ask: (messages, asking) => complete(request, name, messages, asking) };
}

type Request = (path: string, signal: AbortSignal, body?: object) => Promise<unknown>;

function requestTo(address: string, key: string | undefined, fetch: typeof globalThis.fetch): Request {
  return async (path, signal, body) => {
    let response: Response;
    let text: string;
    try {
      response = await fetch(`${withoutSlash(address)}/${path}`, {
        method: body ? 'POST' : 'GET',
        headers: {
          Accept: 'application/json',
          ...(body && { 'Content-Type': 'application/json' }),
          ...(key !== undefined && { Authorization: `Bearer ${key}` }),
        },
        ...(body && { body: JSON.stringify(body) }),
        // The key goes to the address that the user gave, and nowhere else.
        redirect: 'error',
        signal,
      });
      text = await textOf(response);
    } catch (error) {
      signal.throwIfAborted();
      if (error instanceof ModelError) throw error;
      throw new ModelError('model_unreachable', 'Nobody answers at the address of the language model.', error);
    }
    if (response.status === 401 || response.status === 403)
      throw new ModelError('model_refused', 'The address of the language model does not accept the key.');
    if (response.status === 404) throw new ModelError('model_gone', 'There is no such language model at the address.');
    if (!response.ok)
      throw new ModelError(
        'model_unreachable',
        `The address of the language model answers with HTTP ${response.status}.`,
      );
    return parseJson(text);
  };
}

/** Reads no more than an answer can have. */
async function textOf({ body }: Response): Promise<string> {
  if (!body) return '';
  const decoder = new TextDecoder();
  const reader = body.getReader();
  let [text, bytes] = ['', 0];
  for (let read = await reader.read(); !read.done; read = await reader.read()) {
    const piece = read.value as Uint8Array;
    bytes += piece.byteLength;
    if (bytes > longestBody) {
      await reader.cancel();
      throw new ModelError('model_unreachable', 'The answer of the language model is too long.');
    }
    text += decoder.decode(piece, { stream: true });
  }
  return text + decoder.decode();
}

async function firstOffered(request: Request, signal: AbortSignal): Promise<string> {
  const offered = v.safeParse(offeredSchema, await request('models', signal));
  if (!offered.success) throw new ModelError('model_gone', 'The address offers no language model.');
  return offered.output.data[0]?.id ?? '';
}

async function complete(
  request: Request,
  model: string,
  messages: readonly Message[],
  signal: AbortSignal,
): Promise<string> {
  const answer = await request('chat/completions', signal, {
    model,
    messages: messages.map(({ role, text }) => ({ role, content: text })),
    stream: false,
  });
  const read = v.safeParse(completionSchema, answer);
  if (!read.success)
    throw new ModelError('model_unreachable', 'The address does not answer as an OpenAI-compatible one does.');
  return read.output.choices[0]?.message.content ?? '';
}
