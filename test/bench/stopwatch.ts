/** ms by the clock, and of the processor with all threads. */
export interface Spent {
  readonly ms: number;
  readonly cpu: number;
}

/** @returns tells what has been spent since */
export function stopwatch(): () => Spent {
  const [ms, cpu] = [performance.now(), process.cpuUsage()];
  return () => {
    const { user, system } = process.cpuUsage(cpu);
    return { ms: performance.now() - ms, cpu: (user + system) / 1000 };
  };
}
