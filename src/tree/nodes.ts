import type { JobRecord, JobState } from '../jobs/model';

export interface GroupNode {
  readonly kind: 'group';
  readonly state: JobState;
}

export interface JobNode {
  readonly kind: 'job';
  /** As it was when the row was made: the store has the present one. */
  readonly job: JobRecord;
  /** The row of the job that it was refined to; undefined for a row of a group. */
  readonly refinedTo?: JobNode;
}

export interface MoreNode {
  readonly kind: 'more';
}

/**
 * What VS Code knows a row by: for the same row it is the same object over all refreshes, so that expansion, focus and
 * selection stay.
 */
export type TreeNode = GroupNode | JobNode | MoreNode;

export const groupNodes: Readonly<Record<JobState, GroupNode>> = {
  submitting: { kind: 'group', state: 'submitting' },
  queued: { kind: 'group', state: 'queued' },
  processing: { kind: 'group', state: 'processing' },
  succeeded: { kind: 'group', state: 'succeeded' },
  failed: { kind: 'group', state: 'failed' },
  expired: { kind: 'group', state: 'expired' },
};

export const moreNode: MoreNode = { kind: 'more' };

/** The rows that have been made, each once. */
export class JobNodes {
  readonly #ofGroups = new Map<string, JobNode>();
  readonly #earlier = new Map<string, JobNode[]>();

  /** The row of a job in its group. */
  of(job: JobRecord): JobNode {
    const known = this.#ofGroups.get(job.requestId);
    if (known) return known;
    const node: JobNode = { kind: 'job', job };
    this.#ofGroups.set(job.requestId, node);
    return node;
  }

  /** The row of an earlier job below the one that it was refined to. */
  earlier(refinedTo: JobNode, job: JobRecord): JobNode {
    const rows = this.#earlier.get(job.requestId) ?? [];
    const known = rows.find((row) => row.refinedTo === refinedTo);
    if (known) return known;
    const node: JobNode = { kind: 'job', job, refinedTo };
    this.#earlier.set(job.requestId, [...rows, node]);
    return node;
  }

  /** Every row that shows a job. */
  showing(requestId: string): readonly JobNode[] {
    const inGroup = this.#ofGroups.get(requestId);
    return [...(inGroup ? [inGroup] : []), ...(this.#earlier.get(requestId) ?? [])];
  }
}

/** The jobs that led to one by refining their prompts, the nearest first. */
export function chainOf(job: JobRecord, get: (requestId: string) => JobRecord | undefined): readonly JobRecord[] {
  const chain: JobRecord[] = [];
  const seen = new Set([job.requestId]);
  for (
    let earlier = get(job.refines ?? '');
    earlier && !seen.has(earlier.requestId);
    earlier = get(earlier.refines ?? '')
  ) {
    seen.add(earlier.requestId);
    chain.push(earlier);
  }
  return chain;
}
