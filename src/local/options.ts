import { parseArgs } from 'node:util';
import type { Limits } from './http/rateLimit';
import { isModelAddress, type ModelAddress } from './model/addressModel';

export const usage = `Usage: makistry-local [options]

Serves the Makistry Generation API on this machine, on 127.0.0.1 only, and makes simple parts from text.
Prints one line of JSON, {"baseUrl", "apiKey", "signingSecret", "apiKeyId"}, and serves until Ctrl+C.

  --port N               port of the API; 0, the default, takes a free one
  --data FOLDER          where jobs, files and keys are kept; ~/.makistry-local if not given
  --limits MINUTE,HOUR   answer that many requests a minute and an hour, such as 20,100; no limit if not given
  --credits N            let jobs use N credits in all, those of earlier runs included; not counted if not given
  --callback-ca FILE     certificates (PEM) that receivers of callbacks may have besides the usual ones
  --model-address URL    an OpenAI-compatible address of a language model that reads what the reader can't: https, or
                         http on this machine. Its key is read from the environment variable MAKISTRY_MODEL_KEY
  --model NAME           which model of that address; its first one if not given
  --help                 show this`;

export interface CliOptions {
  readonly help: boolean;
  readonly port: number;
  /** As given, perhaps relative. */
  readonly data?: string;
  readonly limits?: Limits;
  readonly credits?: number;
  /** A file, as given. */
  readonly callbackCa?: string;
  readonly model?: ModelAddress;
}

/** @throws an Error that says what is wrong with the arguments */
export function readOptions(args: readonly string[]): CliOptions {
  const text = { type: 'string' } as const;
  const { values } = parseArgs({
    args: [...args],
    options: {
      help: { type: 'boolean', short: 'h' },
      port: text,
      data: text,
      limits: text,
      credits: text,
      'callback-ca': text,
      'model-address': text,
      model: text,
    },
  });
  const { help = false, port = '0', data, limits, credits, 'callback-ca': callbackCa } = values;
  const model = readModel(values['model-address'], values.model);
  return {
    help,
    port: wholeNumber('--port', port, 0, 65_535),
    ...(data !== undefined && { data }),
    ...(limits !== undefined && { limits: readLimits(limits) }),
    ...(credits !== undefined && { credits: wholeNumber('--credits', credits, 0, 1e9) }),
    ...(callbackCa !== undefined && { callbackCa }),
    ...(model && { model }),
  };
}

function readModel(address: string | undefined, model: string | undefined): ModelAddress | undefined {
  if (address === undefined) {
    if (model !== undefined) throw new Error('--model needs --model-address.');
    return undefined;
  }
  if (!isModelAddress(address))
    throw new Error(`--model-address takes an https address, or http on this machine, not "${address}".`);
  return { address, model };
}

function readLimits(text: string): Limits {
  const [minute, hour, ...more] = text.split(',');
  if (minute === undefined || hour === undefined || more.length > 0)
    throw new Error('--limits must be two numbers, such as 20,100.');
  return { perMinute: wholeNumber('--limits', minute, 1, 1e6), perHour: wholeNumber('--limits', hour, 1, 1e6) };
}

function wholeNumber(option: string, text: string, least: number, most: number): number {
  const number = Number(text);
  if (!/^\d+$/.test(text) || number < least || number > most)
    throw new Error(`${option} takes whole numbers from ${least} to ${most}, not "${text}".`);
  return number;
}
