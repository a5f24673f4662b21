import type { Family } from '../family';
import { box, brick, cube, plate } from './box';
import { cylinder, disc } from './round';

/** Every kind of part that a prompt can name. A new one is a file beside this, and a line here. */
export const families: readonly Family[] = [box, brick, plate, cube, cylinder, disc];
