import type { PromptSource } from './model';

/**
 * What we add to the metadata of a job, so that another window or machine with the same key can tell which request it
 * is of, what it was made from, and what it refines. The service gives metadata back as it is, and anybody can copy it.
 */

/** The member of `metadata` that holds what we add to the caller's. */
export const metadataKey = 'makistry_vscode';

type Metadata = Readonly<Record<string, unknown>>;

export interface OurMetadata {
  readonly requestId: string;
  /** `promptHash` of the prompt, for a job that has one. */
  readonly promptHash: string | undefined;
  readonly source: PromptSource | undefined;
  /** The service's id of the job whose prompt this one refines. */
  readonly refinedJobId: string | undefined;
}

export function ourMetadata({ requestId, promptHash, source, refinedJobId }: OurMetadata): Metadata {
  return {
    request_id: requestId,
    ...(promptHash !== undefined && { prompt_sha256: promptHash }),
    ...(source && { source: `${documentName(source.uri)}#L${source.startLine + 1}` }),
    ...(refinedJobId !== undefined && { refines: refinedJobId }),
  };
}

/** The request that a job was made by, so that a job of a list is matched to it. */
export function toldRequestId(metadata: Metadata): string | undefined {
  const id = ourText(metadata, 'request_id');
  return id !== undefined && uuidPattern.test(id) ? id : undefined;
}

/** `promptHash` of the prompt that a job was made from. */
export function toldPromptHash(metadata: Metadata): string | undefined {
  return ourText(metadata, 'prompt_sha256');
}

/** The name of the document that the prompt came from. */
export function toldDocumentName(metadata: Metadata): string | undefined {
  return ourText(metadata, 'source')?.replace(/#L\d+$/, '');
}

/** The service's id of the job that a job refines. */
export function toldRefines(metadata: Metadata): string | undefined {
  return ourText(metadata, 'refines');
}

/** The last part of a document's URI. */
export function documentName(uri: string): string {
  return uri.slice(uri.lastIndexOf('/') + 1);
}

function ourText(metadata: Metadata, member: string): string | undefined {
  const ours = metadata[metadataKey];
  if (typeof ours !== 'object' || ours === null) return undefined;
  const value = (ours as Metadata)[member];
  return typeof value === 'string' ? value : undefined;
}

const uuidPattern = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;
