import { designModes } from '../../api/types';
import { daysFrom, dayBefore, daysIn, monthOf } from './calendar';
import { isUnfinished, type JobRecord } from '../../jobs/model';
import type { Figures, Period } from './messages';

export interface UsageQuestion {
  /** How many days, today included; all when left out. */
  readonly days?: number;
  /** One account only. */
  readonly account?: string;
  /** Wall-clock ms. */
  readonly now: number;
  /** The user's time zone, which decides where a day begins; the machine's when left out. */
  readonly timeZone?: string;
}

export interface Usage {
  readonly total: Figures;
  /** Documented modes first, then others in the order in which they come up. */
  readonly byMode: readonly { readonly designMode: string; readonly figures: Figures }[];
  readonly byAccount: readonly { readonly account: string; readonly figures: Figures }[];
  /** Without gaps, from the first to today: days, or months where the days would be too many. */
  readonly periods: readonly Period[];
  readonly unit: 'day' | 'month';
}

/** More days than this are shown as months. */
const mostDays = 92;

/** The jobs that a question is about, in their order. A job belongs to the day of its creation. */
export function jobsOf(jobs: readonly JobRecord[], question: UsageQuestion): readonly JobRecord[] {
  const { account } = question;
  const ofAccount = account === undefined ? jobs : jobs.filter((job) => job.account === account);
  const { days, now, timeZone } = question;
  if (days === undefined) return ofAccount;
  const dayOf = daysIn(timeZone);
  const first = dayBefore(dayOf(now), days - 1);
  return ofAccount.filter(({ createdAt }) => {
    const at = Date.parse(createdAt);
    return !Number.isNaN(at) && dayOf(at) >= first;
  });
}

/** The usage as far as the ledger knows it: jobs made here, and those that the service has told of. */
export function usageOf(all: readonly JobRecord[], question: UsageQuestion): Usage {
  const jobs = jobsOf(all, question);
  const byMode = [...grouped(jobs, ({ designMode }) => designMode)].sort(
    ([a], [b]) => rankOfMode(a) - rankOfMode(b) || (a < b ? -1 : 1),
  );
  const byAccount = [...grouped(jobs, ({ account }) => account)];
  return {
    total: figuresOf(jobs),
    byMode: byMode.map(([designMode, ofMode]) => ({ designMode, figures: figuresOf(ofMode) })),
    byAccount: byAccount.map(([account, ofAccount]) => ({ account, figures: figuresOf(ofAccount) })),
    ...periodsOf(
      jobs,
      byMode.map(([designMode]) => designMode),
      question,
    ),
  };
}

export function figuresOf(jobs: readonly JobRecord[]): Figures {
  const failed = jobs.filter(({ state, concluded }) => state === 'failed' && concluded !== 'notFollowed').length;
  const succeeded = jobs.filter((job) => !isUnfinished(job) && job.concluded !== 'notFollowed').length - failed;
  const tokens = jobs.map(tokensOf).filter((count) => count !== undefined);
  const latencies = jobs
    .map(({ latencyMs }) => latencyMs)
    .filter((ms) => ms !== undefined && Number.isFinite(ms) && ms > 0) as number[];
  latencies.sort((a, b) => a - b);
  return {
    jobs: jobs.length,
    succeeded,
    failed,
    successRate: succeeded + failed === 0 ? undefined : succeeded / (succeeded + failed),
    tokens: tokens.reduce((sum, count) => sum + count, 0),
    jobsWithTokens: tokens.length,
    medianMs: quantile(latencies, 0.5),
    p90Ms: quantile(latencies, 0.9),
  };
}

/**
 * The value below which a share of the values lies, interpolated linearly between the two nearest: type 7 of Hyndman
 * and Fan (1996), as spreadsheets have it.
 * @param sorted rising
 * @param share 0 to 1
 * @returns undefined when there is no value
 */
export function quantile(sorted: readonly number[], share: number): number | undefined {
  const place = (sorted.length - 1) * share;
  const low = sorted[Math.floor(place)];
  const high = sorted[Math.ceil(place)];
  return low === undefined || high === undefined ? undefined : low + (high - low) * (place - Math.floor(place));
}

function periodsOf(
  jobs: readonly JobRecord[],
  modes: readonly string[],
  { days, now, timeZone }: UsageQuestion,
): Pick<Usage, 'periods' | 'unit'> {
  const dayOf = daysIn(timeZone);
  const today = dayOf(now);
  const dated = jobs
    .map((job) => ({ job, at: Date.parse(job.createdAt) }))
    .filter(({ at }) => !Number.isNaN(at))
    .map(({ job, at }) => ({ job, day: dayOf(at) }));
  const [earliest = today, latest = today] =
    dated.length > 0 ? [least(dated.map(({ day }) => day)), greatest(dated.map(({ day }) => day))] : [];
  // A clock that was wrong once must not make a chart of a million days.
  const first = days === undefined ? greatest([earliest, dayBefore(today, 3660)]) : dayBefore(today, days - 1);
  const last = least([greatest([today, latest]), dayBefore(today, -1)]);
  const allDays = daysFrom(first, last);
  const unit = allDays.length > mostDays ? 'month' : 'day';
  const nameOf = unit === 'month' ? monthOf : (day: string): string => day;
  const tokens = new Map(allDays.map((day) => [nameOf(day), modes.map(() => 0)]));
  for (const { job, day } of dated) {
    const counts = tokens.get(nameOf(day));
    const mode = modes.indexOf(job.designMode);
    if (counts) counts[mode] = (counts[mode] ?? 0) + (tokensOf(job) ?? 0);
  }
  return { unit, periods: [...tokens].map(([name, counts]) => ({ name, tokens: counts })) };
}

/** The service tells the tokens of a job that has succeeded; anything that can't be a count is ignored. */
function tokensOf({ tokensUsed }: JobRecord): number | undefined {
  return tokensUsed !== undefined && Number.isFinite(tokensUsed) && tokensUsed >= 0 ? tokensUsed : undefined;
}

function rankOfMode(designMode: string): number {
  const rank = designModes.findIndex((mode) => mode === designMode);
  return rank < 0 ? designModes.length : rank;
}

/** Jobs grouped in a map, not in an object: the words come from outside and could name its own members. */
function grouped(jobs: readonly JobRecord[], wordOf: (job: JobRecord) => string): Map<string, JobRecord[]> {
  const groups = new Map<string, JobRecord[]>();
  for (const job of jobs) {
    const group = groups.get(wordOf(job));
    if (group) group.push(job);
    else groups.set(wordOf(job), [job]);
  }
  return groups;
}

function least(names: readonly string[]): string {
  return names.reduce((a, b) => (b < a ? b : a));
}

function greatest(names: readonly string[]): string {
  return names.reduce((a, b) => (b > a ? b : a));
}
