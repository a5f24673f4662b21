import { WordedShafts } from '../../../support/wordedShafts.js';
import { describeWorded } from '../../../support/wordedParts.js';

/** `SHAFTS=20000` words as many. */
describeWorded('Round bars with features at stated places', WordedShafts, { count: 150, variable: 'SHAFTS' }, 0.95);
