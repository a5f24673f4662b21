import { WordedDiscs } from '../../../support/wordedDiscs.js';
import { describeWorded } from '../../../support/wordedParts.js';

/** `DISCS=20000` words as many. */
describeWorded('Discs and tubes with features at stated places', WordedDiscs, { count: 60, variable: 'DISCS' }, 0.6);
