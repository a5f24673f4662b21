// Appends numbers to a shared log, opening it anew every few of them: node logWriter.js <file> <first> <count>
import { SharedLog } from '../../src/base/sharedLog/sharedLog.js';
import { runMain } from './main.js';

async function main(): Promise<void> {
  const [file = '', first = '0', count = '0'] = process.argv.slice(2);
  const numbers = Array.from({ length: Number(count) }, (_, index) => Number(first) + index);
  while (numbers.length > 0) {
    const entries = new Set<number>();
    const { log } = await SharedLog.open<number>(
      {
        file,
        decode: (value) => (typeof value === 'number' ? value : undefined),
        onEntries: (more) => more.forEach((entry) => entries.add(entry)),
        onUnsynced: (error) => {
          throw error;
        },
        // So that the file is rewritten often.
        size: () => 0,
        snapshot: () => [...entries],
      },
      (error) => console.error(error),
    );
    for (const number of numbers.splice(0, 10))
      for (let times = 0; times < 20; times++) await log.append(() => [number], false);
    await log.close();
  }
}

runMain(main);
