// What the polling bench is to show.
import type { Summary } from './pollingRun.js';
import { twoMachines } from './pollingWorkloads.js';

/**
 * Of the requests of two machines with one key, so many may be refused: each learns only from that how much the other
 * sends.
 */
const mostRefused = 0.05;

export interface Goal {
  readonly goal: string;
  readonly isReached: boolean;
  readonly numbers: string;
}

/** @param summaries of all workloads; the first policy of each is the one that the goals are for */
export function goalsOf(summaries: readonly Summary[]): readonly Goal[] {
  const name = summaries[0]?.policy ?? '';
  const ours = summaries.filter(({ policy }) => policy === name);
  const one = ours.find(({ workload }) => workload === '1 standard');
  const three = ours.find(({ workload }) => workload === '3 assembly');
  const day = ours.find(({ workload }) => workload === 'day of 60');
  const two = ours.find(({ workload }) => workload === twoMachines);
  const alone = ours.filter((summary) => summary !== two);
  const better = ours.flatMap((own) =>
    summaries.filter((other) => other.workload === own.workload && isBetter(other, own)),
  );
  return [
    {
      goal: 'no 429 in any run of one machine',
      isReached: alone.every(({ runsRefused }) => runsRefused === 0),
      numbers: `${alone.reduce((sum, { runsRefused }) => sum + runsRefused, 0)} runs with a 429`,
    },
    {
      goal: 'in no workload is another policy better in both requests and mean delay',
      isReached: better.length === 0,
      numbers:
        better.length === 0 ? 'none is' : better.map(({ workload, policy }) => `${policy} in ${workload}`).join(', '),
    },
    bound('1 standard: at most 7 requests and 4 s', one, ({ requests, meanDelay }) => requests <= 7 && meanDelay <= 4),
    bound(
      '3 assembly: at most 40 requests and 15 s',
      three,
      ({ requests, meanDelay }) => requests <= 40 && meanDelay <= 15,
    ),
    {
      goal: 'a day of 60: at least 20 requests of every hour left',
      isReached: day !== undefined && day.worstHour <= 80 && day.runsRefused === 0,
      numbers: day ? `at most ${day.worstHour} of 100 used` : 'not measured',
    },
    {
      goal: `${twoMachines}: at most ${mostRefused * 100} % of the requests refused`,
      isReached: two !== undefined && two.refused <= two.requests * mostRefused,
      numbers: two ? `${two.refused} of ${two.requests}` : 'not measured',
    },
  ];
}

function bound(goal: string, summary: Summary | undefined, isReached: (summary: Summary) => boolean): Goal {
  return summary
    ? { goal, isReached: isReached(summary), numbers: `${summary.requests} requests, ${summary.meanDelay} s` }
    : { goal, isReached: false, numbers: 'not measured' };
}

/** At least as good in both, and better in one. */
function isBetter(a: Summary, b: Summary): boolean {
  return (
    a.requests <= b.requests && a.meanDelay <= b.meanDelay && (a.requests < b.requests || a.meanDelay < b.meanDelay)
  );
}
