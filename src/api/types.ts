/** The nouns of the Makistry Generation API (API.md). Types and constants only: everything else may import this. */

export const designModes = ['standard', 'pro', 'assembly'] as const;
export type DesignMode = (typeof designModes)[number];

export const outputFormats = ['STEP', 'STL', 'GLB', '3MF'] as const;
export type OutputFormat = (typeof outputFormats)[number];

/** The documented words of a job's `status`; the service may add others. */
export const jobStatuses = ['queued', 'processing', 'success', 'failed'] as const;

export type Endpoint = 'text_to_cad' | 'image_to_cad';

/** The design modes that a part can be made in from images (API.md, "Submitting"). */
export const imageDesignModes = ['standard', 'assembly'] as const satisfies readonly DesignMode[];
export type ImageDesignMode = (typeof imageDesignModes)[number];

/**
 * So many images make a part, and so many bytes each may have: 10 MB, counted so that nobody counts more (API.md,
 * "Submitting").
 */
export const maxImages = 3;
export const maxImageBytes = 10_000_000;

/** Longest prompt in characters, counted as Unicode code points (API.md, "Submitting"). */
export const maxPromptLength = 5000;

/** Most jobs that one `GET /v1/jobs` gives (API.md, "A job"). */
export const maxPageSize = 100;

/** The design analysis of a finished job. Every field may be missing. */
export interface Brainstorm {
  readonly projectName?: string;
  readonly keyFeatures: readonly string[];
  readonly designComponents: readonly string[];
  readonly optimalGeometry?: string;
  readonly materialRecommendations?: string;
  readonly suggestions: readonly string[];
}

/** One job as the service tells it (JobOut). Times are ISO 8601; what the service left out is undefined. */
export interface JobOut {
  readonly jobId: string;
  /** One of `jobStatuses`, or a word that isn't documented. */
  readonly status: string;
  readonly endpoint?: string;
  readonly designMode?: string;
  readonly outputFormat?: string;
  readonly createdAt?: string;
  readonly updatedAt?: string;
  readonly metadata: Readonly<Record<string, unknown>>;
  /** Signed, short-lived, re-signed on every GET. Only the newest counts. */
  readonly downloadUrl?: string;
  readonly expiresAt?: string;
  readonly brainstorm?: Brainstorm;
  readonly tokensUsed?: number;
  /** The pipeline's time in ms. */
  readonly latencyMs?: number;
  readonly errorCode?: string;
  readonly errorMessage?: string;
}

export interface TextToCadRequest {
  readonly prompt: string;
  readonly designMode: DesignMode;
  readonly outputFormat: OutputFormat;
  readonly metadata: Readonly<Record<string, unknown>>;
  /** https; the service posts the job there when it has ended. */
  readonly callbackUrl?: string;
}

export interface ImageToCadRequest {
  /** 1 to 3. Each has the MIME type of its content. They are read again with each attempt. */
  readonly images: readonly Blob[];
  readonly designMode: ImageDesignMode;
  readonly outputFormat: OutputFormat;
  readonly metadata: Readonly<Record<string, unknown>>;
  /** https; the service posts the job there when it has ended. */
  readonly callbackUrl?: string;
  /** What the images show. */
  readonly prompt?: string;
}

/** What the service tells of a signing secret that it has just made. */
export interface RotatedSecret {
  /** Told this once only. */
  readonly signingSecret: string;
  readonly rotatedAt?: string;
}

export interface JobPage {
  readonly jobs: readonly JobOut[];
  /** Undefined on the last page. */
  readonly nextCursor: string | undefined;
}
