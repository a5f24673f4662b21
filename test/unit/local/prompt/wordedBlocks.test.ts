import { WordedBlocks } from '../../../support/wordedBlocks.js';
import { describeWorded } from '../../../support/wordedParts.js';

/** `BLOCKS=20000` words as many. */
describeWorded('Blocks with features at stated places', WordedBlocks, { count: 150, variable: 'BLOCKS' }, 0.9);
