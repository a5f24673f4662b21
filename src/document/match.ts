import type { JobRecord } from '../jobs/model';
import { documentName, toldDocumentName, toldPromptHash } from '../jobs/ourMetadata';
import { promptHash } from '../jobs/promptHash';
import { countWords, similarity, wordsOf } from './words';
import type { CadBlock } from './blocks';

/** What became of a block: its newest job, and whether the text has changed since that was submitted. */
export interface BlockJob {
  readonly job: JobRecord;
  readonly isOutdated: boolean;
}

/** From which likeness on a block counts as an edited prompt; one that is where the prompt was needs less. */
const leastAlike = 0.5;
const samePlaceBonus = 0.3;

/** How many blocks and prompts are compared by their words: more of them would be felt. */
const mostCompared = 50;

/** The jobs by where their prompts came from. It is made once for each state of the store. */
export class JobIndex {
  readonly #byDocument = new Map<string, JobRecord[]>();
  readonly #byText = new Map<string, JobRecord>();

  /** @param jobs newest first */
  constructor(jobs: readonly JobRecord[]) {
    for (const job of jobs) {
      const name = job.endpoint === 'text_to_cad' ? sourceName(job) : undefined;
      const hash = name === undefined ? undefined : hashOf(job);
      if (name === undefined || hash === undefined) continue;
      const key = textKey(name, hash);
      if (!this.#byText.has(key)) this.#byText.set(key, job);
      if (!job.source) continue;
      const ofDocument = this.#byDocument.get(job.source.uri);
      if (ofDocument) ofDocument.push(job);
      else this.#byDocument.set(job.source.uri, [job]);
    }
  }

  /**
   * The job of each block, in their order. A job belongs to the block whose text it was made of, also when it came from
   * a document of that name in another folder or on another machine. A block whose text no job was made of belongs to
   * the one of this document whose prompt is most alike, unless that one's text is still there or was refined.
   * @param uri of the document
   */
  jobsOf(uri: string, blocks: readonly CadBlock[]): (BlockJob | undefined)[] {
    const name = documentName(uri);
    const found = blocks.map(({ prompt }): BlockJob | undefined => {
      const job = this.#byText.get(textKey(name, promptHash(prompt)));
      return job && { job, isOutdated: false };
    });
    for (const [at, job] of this.#edited(uri, blocks, found)) found[at] = { job, isOutdated: true };
    return found;
  }

  #edited(uri: string, blocks: readonly CadBlock[], found: readonly (BlockJob | undefined)[]): Map<number, JobRecord> {
    const edited = new Map<number, JobRecord>();
    const open = blocks
      .map((block, at) => ({ ...block, at }))
      .filter(({ at }) => !found[at])
      .slice(0, mostCompared);
    if (open.length === 0) return edited;
    const jobs = this.#byDocument.get(uri) ?? [];
    const texts = new Set(blocks.map(({ prompt }) => prompt));
    const refined = new Set(jobs.map(({ refines }) => refines));
    const left = jobs
      .filter((job) => !texts.has(normal(job.prompt ?? '')) && !refined.has(job.requestId))
      .slice(0, mostCompared);
    const words = left.map(({ prompt = '' }) => countWords(wordsOf(prompt)));
    const pairs = open.flatMap(({ at, prompt, startLine }) => {
      const own = countWords(wordsOf(prompt));
      return left.map((job, index) => {
        const distance = Math.abs((job.source?.startLine ?? 0) - startLine);
        return {
          at,
          job,
          distance,
          score: similarity(own, words[index] ?? new Map<string, number>()) + (distance === 0 ? samePlaceBonus : 0),
        };
      });
    });
    const taken = new Set<JobRecord>();
    for (const { at, job, score } of pairs.sort((a, b) => b.score - a.score || a.distance - b.distance)) {
      if (score < leastAlike || edited.has(at) || taken.has(job)) continue;
      edited.set(at, job);
      taken.add(job);
    }
    return edited;
  }
}

function hashOf({ metadata, prompt }: JobRecord): string | undefined {
  const told = toldPromptHash(metadata);
  // Blocks are compared with the line ends of Unix. There may be ten thousand jobs, so nothing is hashed that was.
  const isTold = told !== undefined && !(prompt?.includes('\r') ?? false);
  return isTold || prompt === undefined ? told : promptHash(normal(prompt));
}

/** The name of the document that the prompt came from. */
export function sourceName({ source, metadata }: JobRecord): string | undefined {
  return source ? documentName(source.uri) : toldDocumentName(metadata);
}

function textKey(name: string, hash: string): string {
  return `${name}\n${hash}`;
}

function normal(prompt: string): string {
  return prompt.replace(/\r\n?/g, '\n').trim();
}
