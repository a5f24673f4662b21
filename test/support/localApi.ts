import { systemClock, type Clock } from '../../src/base/clock.js';
import { until } from './until.js';

export type Json = Record<string, unknown>;

/** Requests to a service, as a test writes them. */
export interface LocalApi {
  /** With the key; `address` is below the base URL. */
  readonly call: (address: string, init?: RequestInit) => Promise<Response>;
  readonly json: (address: string) => Promise<Json>;
  readonly post: (body: string, headers?: Record<string, string>) => Promise<Response>;
  /** @returns the job's id */
  readonly submit: (body: Json) => Promise<string>;
  /** The job when it has ended. */
  readonly ended: (jobId: string) => Promise<Json>;
}

/** @param connection asked at each request, since a restarted service has another address */
export function localApi(connection: () => { readonly baseUrl: string; readonly apiKey: string }): LocalApi {
  const call: LocalApi['call'] = (address, init = {}) => {
    const { baseUrl, apiKey } = connection();
    return fetch(baseUrl + address, {
      ...init,
      headers: { Authorization: `Bearer ${apiKey}`, ...(init.headers as Record<string, string> | undefined) },
    });
  };
  const json: LocalApi['json'] = async (address) => (await (await call(address)).json()) as Json;
  const post: LocalApi['post'] = (body, headers = {}) =>
    call('/text-to-cad', { method: 'POST', body, headers: { 'Content-Type': 'application/json', ...headers } });
  return {
    call,
    json,
    post,
    submit: async (body) => {
      const answer = await post(JSON.stringify(body));
      if (answer.status !== 202) throw new Error(`${answer.status}: ${await answer.text()}`);
      return String(((await answer.json()) as Json)['job_id']);
    },
    ended: (jobId) =>
      until(
        async () => {
          const job = await json(`/jobs/${jobId}`);
          return (job['status'] === 'success' || job['status'] === 'failed') && job;
        },
        `job ${jobId} to end`,
        30_000,
      ),
  };
}

/** A clock whose wall time can be put forward; its timers run by real time. */
export class ShiftedClock implements Clock {
  shift = 0;
  now = (): number => Date.now() + this.shift;
  monotonic = systemClock.monotonic.bind(systemClock);
  setTimeout = systemClock.setTimeout.bind(systemClock);
}

/** A form for `POST /v1/image-to-cad`. */
export function imageForm(
  images: readonly { readonly bytes: Uint8Array<ArrayBuffer>; readonly type: string; readonly name?: string }[],
  fields: Readonly<Record<string, string>> = {},
): FormData {
  const form = new FormData();
  for (const { bytes, type, name = 'view' } of images) form.append('image', new Blob([bytes], { type }), name);
  for (const [field, value] of Object.entries(fields)) form.append(field, value);
  return form;
}

/** The smallest whole images of each type that the contract takes. */
export const tinyImages: Readonly<Record<string, Uint8Array<ArrayBuffer>>> = {
  'image/png': fromBase64(
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  ),
  'image/gif': fromBase64('R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7'),
  'image/webp': fromBase64('UklGRiIAAABXRUJQVlA4IBYAAAAwAQCdASoBAAEADsD+JaQAA3AAAAAA'),
  'image/jpeg': fromBase64(
    '/9j/4AAQSkZJRgABAQEASABIAAD/2wBDAP//////////////////////////////////////////////////////////////////////////////////////wgALCAABAAEBAREA/8QAFBABAAAAAAAAAAAAAAAAAAAAAP/aAAgBAQABPxA=',
  ),
};

function fromBase64(text: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(Buffer.from(text, 'base64'));
}
