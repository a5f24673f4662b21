import { counterbore, countersink, hole } from '../holes';
import { pocket, slot } from '../pockets';
import type { CutKind } from './cut';
import { dovetail } from './dovetail';
import { flat } from './flat';
import { groove } from './groove';
import { hexPocket } from './hexPocket';
import { keyway } from './keyway';
import { notch } from './notch';
import { outlineOffset } from './outlineOffset';
import { rebate } from './rebate';
import { sphericalPocket } from './sphericalPocket';
import { text } from './text';
import { tSlot } from './tSlot';
import { turnedEnd } from './turnedEnd';

/** All kinds of features that are known. */
export const cuts: readonly CutKind[] = [
  hole,
  counterbore,
  countersink,
  slot,
  pocket,
  notch,
  rebate,
  groove,
  keyway,
  flat,
  tSlot,
  dovetail,
  hexPocket,
  sphericalPocket,
  outlineOffset,
  turnedEnd,
  text,
];
