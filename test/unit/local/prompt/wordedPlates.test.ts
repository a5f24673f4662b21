import { WordedPlates } from '../../../support/wordedPlates.js';
import { describeWorded } from '../../../support/wordedParts.js';

/** `PLATES=20000` words as many. */
describeWorded('Plates with patterns', WordedPlates, { count: 60, variable: 'PLATES' }, 0.6);
