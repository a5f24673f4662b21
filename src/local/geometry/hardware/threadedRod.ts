import { checkLengths, type Family } from '../family';
import { mm, plain } from '../refusal';
import { cylinder } from '../solids';

export interface ThreadedRodSizes {
  readonly size: number;
  readonly length: number;
}

export const threadedRod: Family<ThreadedRodSizes> = ({ size, length }, assume) => {
  checkLengths({ 'thread size': size, length });
  assume(`The thread is simplified to a cylinder of ${mm(size)}.`);
  const name = `Threaded rod M${plain(size)}x${plain(length)}`;
  return {
    name,
    parts: [{ name, features: [cylinder('new', 'rod', size, length)] }],
    text: `Threaded rod M${plain(size)} of ${mm(length)} length`,
    features: [`M${plain(size)} thread`],
  };
};
