import { KernelFailure } from './failure';
import { onCircle, type Outline, type Point2, type Segment } from './outline';
import type { CheckedProfile } from './specification';

/** Points on a flank; a smooth curve through them is off the involute by less than a millionth of the module. */
const flankPoints = 12;

/**
 * The outline of an involute spur gear without profile shift: teeth 1 module above the pitch circle and 1.25 modules below it (ISO 53). Below the base
 * circle, where there is no involute, the flanks are radial.
 * @throws KernelFailure when the teeth would be pointed below their tip circle
 */
export function gearOutline({ module, teeth, pressureAngle }: Extract<CheckedProfile, { kind: 'gear' }>): Outline {
  const pitchRadius = (module * teeth) / 2;
  const pressure = (pressureAngle * Math.PI) / 180;
  const [base, tip, root] = [pitchRadius * Math.cos(pressure), pitchRadius + module, pitchRadius - 1.25 * module];
  /** Half the angle that a tooth has at a radius. */
  const halfAngle = (radius: number): number => Math.PI / (2 * teeth) + involute(pressure) - involute(Math.acos(Math.min(base / radius, 1)));
  if (halfAngle(tip) <= 0) {
    throw new KernelFailure('geometry_validation_failed', `A gear with ${teeth} teeth and a pressure angle of ${pressureAngle}° can’t be made: its teeth would end in a point before they reach their full height.`);
  }
  const foot = Math.max(base, root);
  // A flank in even steps of the roll angle: its points are then about evenly far apart.
  const [from, to] = [Math.sqrt((foot / base) ** 2 - 1), Math.sqrt((tip / base) ** 2 - 1)];
  const radii = Array.from({ length: flankPoints }, (_, index) => base * Math.hypot(1, from + ((to - from) * index) / (flankPoints - 1)));
  const pitch = (2 * Math.PI) / teeth;
  const start = onCircle(root, -halfAngle(foot));
  const segments: Segment[] = [];
  for (let tooth = 0; tooth < teeth; tooth++) {
    const middle = tooth * pitch;
    const flank = (side: 1 | -1): Point2[] => radii.map((radius) => onCircle(radius, middle + side * halfAngle(radius)));
    const [rising, falling] = [flank(-1), flank(1).reverse()];
    const rootAfter = (angle: number): Point2 => onCircle(root, middle + angle);
    if (foot > root) segments.push(line(rising[0]));
    segments.push(curve(rising), { to: onCircle(tip, middle + halfAngle(tip)), via: onCircle(tip, middle) }, curve(falling));
    if (foot > root) segments.push({ to: rootAfter(halfAngle(foot)) });
    segments.push({ to: tooth === teeth - 1 ? start : rootAfter(pitch - halfAngle(foot)), via: rootAfter(pitch / 2) });
  }
  return { start, segments };
}

function curve(points: readonly Point2[]): Segment {
  return { to: points.at(-1) ?? [0, 0], through: points };
}

function line(to: Point2 = [0, 0]): Segment {
  return { to };
}

/** The angle in radians by which an involute has turned away where its pressure angle is this one. */
function involute(pressure: number): number {
  return Math.tan(pressure) - pressure;
}
