import type { Event, Uri } from 'vscode';

/** What `activate()` returns, for other extensions: `extensions.getExtension('makistry.makistry-cad')?.exports`. */
export interface MakistryApi {
  /**
   * Submits a prompt with the active service.
   * @returns the job: `jobId` is undefined while the service hasn't answered; it is then sent again by itself
   * @throws an Error with a sentence when the request is refused
   */
  generate(request: GenerateRequest): Promise<JobSummary>;
  /** All known jobs, newest first. */
  jobs(): readonly JobSummary[];
  /** Ids of the jobs that changed: `jobId`, or `requestId` while there is none. */
  readonly onDidChangeJobs: Event<readonly string[]>;
  /**
   * Asks the service now, about the jobs of every key.
   * @throws an Error with a sentence when the active one's jobs can't be asked about
   */
  refresh(): Promise<void>;
  /** Saves a finished job's file. @throws an Error with a sentence; nothing is left behind */
  download(jobId: string, options?: DownloadOptions): Promise<Uri>;
}

export interface GenerateRequest {
  /** 1 to 5000 characters. */
  readonly prompt: string;
  readonly designMode?: 'standard' | 'pro' | 'assembly';
  readonly outputFormat?: 'STEP' | 'STL' | 'GLB' | '3MF';
  /** Echoed on the job. */
  readonly metadata?: Readonly<Record<string, unknown>>;
}

export interface DownloadOptions {
  /** Default: the setting `makistry.outputFolder`. */
  readonly folder?: Uri;
  /** Default: the setting `makistry.onConflict`. */
  readonly onConflict?: 'ask' | 'keepBoth' | 'overwrite' | 'skip';
}

export interface JobSummary {
  readonly jobId: string | undefined;
  /** Ours: there from the moment of submitting. */
  readonly requestId: string;
  readonly status: 'submitting' | 'queued' | 'processing' | 'succeeded' | 'failed' | 'expired';
  readonly endpoint: string;
  readonly designMode: string;
  readonly outputFormat: string;
  /** ISO 8601 UTC, as all times here. */
  readonly createdAt: string;
  readonly prompt?: string;
  readonly projectName?: string;
  readonly errorCode?: string;
  readonly errorMessage?: string;
  readonly tokensUsed?: number;
  /** The service's pipeline time in ms. */
  readonly latencyMs?: number;
  readonly expiresAt?: string;
  /** Where it was last saved. */
  readonly file?: Uri;
  /** Of the sizes that its prompt states: how many there are, were found in that file, differ, and weren't found. */
  readonly check?: {
    readonly stated: number;
    readonly found: number;
    readonly differ: number;
    readonly notFound: number;
    /** Whether it is another part than the prompt describes, and not only in sizes. */
    readonly unlike: boolean;
    /** Whether the sizes are approximate, since they were measured on triangles. */
    readonly approximate: boolean;
  };
}
