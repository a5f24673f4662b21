import { type Assume, impossible, mm, plain } from '../refusal';
import { clearanceHole, tappingDrill } from './threads';

/** Diameter in mm of the hole that a screw goes through. @throws Refusal for a size that isn't in the table */
export function holeThrough(size: number): number {
  return clearanceHole(size) ?? impossible(`There is no clearance hole for M${plain(size)} in the table.`);
}

/** Diameter in mm of the hole that a thread is cut into. @throws Refusal for a size that isn't in the table */
export function holeForTapping(size: number): number {
  return tappingDrill(size) ?? impossible(`There is no tapping drill for M${plain(size)} in the table.`);
}

/** The tapping hole of a thread that the prompt states: only the hole is made, and that is told. */
export function threadedHole(size: number, assume: Assume): number {
  const drill = holeForTapping(size);
  assume(`The M${plain(size)} thread is made as its tapping drill hole, ${mm(drill)} (ISO 2306).`);
  return drill;
}
