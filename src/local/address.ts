import { readFile, rm } from 'node:fs/promises';
import * as path from 'node:path';
import * as v from 'valibot';
import { patiently, unlessMissing, writeFileAtomic } from '../base/files';
import { parseJson } from '../base/json';
import { isServiceItself } from './listenerProof';

const addressSchema = v.object({
  baseUrl: v.pipe(v.string(), v.regex(/^http:\/\/127\.0\.0\.1:\d{1,5}\/v1$/)),
  apiKey: v.string(),
  apiKeyId: v.string(),
  signingSecret: v.string(),
  /** Missing in the file of a service of an older version, which can't prove itself. */
  proofKey: v.string(),
});

/** Longest time in ms that a service may take to prove itself. */
const proofLimitMs = 2000;

/** Where a running service answers, and with which secrets. */
export type ServiceAddress = Readonly<v.InferOutput<typeof addressSchema>>;

/** Tells the other processes where the service is. Readable by the user only. */
export async function publishAddress(dataDir: string, address: ServiceAddress): Promise<void> {
  await writeFileAtomic(addressFile(dataDir), JSON.stringify(address));
}

/** Removes the address, unless another service has published its own meanwhile. */
export async function withdrawAddress(dataDir: string, { baseUrl }: ServiceAddress): Promise<void> {
  if ((await readAddress(dataDir))?.baseUrl === baseUrl)
    await patiently(() => rm(addressFile(dataDir), { force: true }));
}

/** The published address, if whoever listens there proves to be the service. The key is not sent for that. */
export async function answeringAddress(dataDir: string): Promise<ServiceAddress | undefined> {
  const address = await readAddress(dataDir);
  return address && (await answers(address)) ? address : undefined;
}

async function readAddress(dataDir: string): Promise<ServiceAddress | undefined> {
  const { success, output } = v.safeParse(
    addressSchema,
    parseJson((await unlessMissing(readFile(addressFile(dataDir), 'utf8'))) ?? ''),
  );
  return success ? output : undefined;
}

async function answers(address: ServiceAddress): Promise<boolean> {
  try {
    return await isServiceItself(address, fetch, AbortSignal.timeout(proofLimitMs));
  } catch {
    return false;
  }
}

function addressFile(dataDir: string): string {
  return path.join(dataDir, 'service.json');
}
