import { readFile, rm } from 'node:fs/promises';
import * as path from 'node:path';
import * as v from 'valibot';
import { systemErrorCode, writeFileAtomic } from '../base/files';

const addressSchema = v.object({ baseUrl: v.string(), apiKey: v.string(), apiKeyId: v.string(), signingSecret: v.string() });

/** Where a running service answers, and with which secrets. */
export type ServiceAddress = Readonly<v.InferOutput<typeof addressSchema>>;

/** Tells the other processes where the service is. Readable by the user only. */
export async function publishAddress(dataDir: string, address: ServiceAddress): Promise<void> {
  await writeFileAtomic(addressFile(dataDir), JSON.stringify(address));
}

/** Removes the address, unless another service has published its own meanwhile. */
export async function withdrawAddress(dataDir: string, { baseUrl }: ServiceAddress): Promise<void> {
  if ((await readAddress(dataDir))?.baseUrl === baseUrl) await rm(addressFile(dataDir), { force: true });
}

/** The published address, if a service answers there to its key. */
export async function answeringAddress(dataDir: string): Promise<ServiceAddress | undefined> {
  const address = await readAddress(dataDir);
  return address && (await answers(address)) ? address : undefined;
}

async function readAddress(dataDir: string): Promise<ServiceAddress | undefined> {
  try {
    const { success, output } = v.safeParse(addressSchema, JSON.parse(await readFile(addressFile(dataDir), 'utf8')));
    return success ? output : undefined;
  } catch (error) {
    if (systemErrorCode(error) === 'ENOENT' || error instanceof SyntaxError) return undefined;
    throw error;
  }
}

async function answers({ baseUrl, apiKey }: ServiceAddress): Promise<boolean> {
  try {
    const response = await fetch(`${baseUrl}/jobs?limit=1`, { headers: { Authorization: `Bearer ${apiKey}` }, redirect: 'manual', signal: AbortSignal.timeout(2000) });
    await response.body?.cancel();
    // One that counts requests knows the key, too.
    return response.ok || response.status === 429;
  } catch {
    return false;
  }
}

function addressFile(dataDir: string): string {
  return path.join(dataDir, 'service.json');
}
