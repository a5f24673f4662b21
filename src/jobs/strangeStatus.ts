import { isUnfinished, type JobRecord } from './model';

/** Words of the kind that services end a job with. */
const endings =
  /abort|cancel|complet|delet|dead|done|error|expire|finish|halt|kill|reject|revok|stop|succe|terminat|time.?out/i;

/** Whether a status that isn't documented reads as if nothing came after it. */
export function soundsEnded(status: string): boolean {
  return endings.test(status);
}

/** Whether a job has a status that isn't documented and that it isn't expected to leave. */
export function isStuck(job: JobRecord): boolean {
  return job.takingLong === true && job.serviceStatus !== undefined && isUnfinished(job);
}
