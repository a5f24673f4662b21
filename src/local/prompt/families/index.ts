import type { Family } from '../family';
import { box, brick, cube, plate } from './box';
import { lBracket } from './lBracket';
import { uBracket } from './uBracket';
import { zBracket } from './zBracket';
import { flange, squareFlange } from './flange';
import { builtFamilies } from './built';
import { frame } from './frame';
import { cylinder, disc } from './round';
import { cone } from './cone';
import { polygonBar } from './polygonBar';
import { hemisphere, sphere } from './sphere';
import { torus } from './torus';
import { wedge } from './wedge';
import { ring, squareTube, tube } from './tube';

/** Every kind of part that a prompt can name. A new one is a file beside this, and a line here. */
export const families: readonly Family[] = [
  box,
  brick,
  plate,
  cube,
  cylinder,
  disc,
  tube,
  ring,
  squareTube,
  flange,
  squareFlange,
  lBracket,
  uBracket,
  zBracket,
  cone,
  sphere,
  hemisphere,
  wedge,
  torus,
  polygonBar,
  frame,
  ...builtFamilies,
];
