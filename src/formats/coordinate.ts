/** No part is larger, in mm; with larger numbers neither a picture nor a volume can be reckoned in single precision. */
const largest = 1e12;

/** Whether a number can be where something is. */
export function isCoordinate(value: number): boolean {
  return Math.abs(value) <= largest;
}
