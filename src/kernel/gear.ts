import { KernelFailure } from './failure';
import { onCircle, type Curve, type Outline, type Point2, type Segment } from './plane';
import type { CheckedProfile } from './specification';

type Side = 1 | -1;

/** Points on a flank, through which a smooth curve is laid: the area is then that of the exact outline within 1e-5. */
const flankPoints = 12;

/**
 * The outline of an involute spur gear without profile shift: teeth 1 module above the pitch circle and 1.25 modules
 * below it (ISO 53). Below the base circle, where there is no involute, the flanks are radial.
 * @throws KernelFailure when the teeth would be pointed below their tip circle
 */
export function gearOutline({ module, teeth, pressureAngle }: Extract<CheckedProfile, { kind: 'gear' }>): Outline {
  const pitchRadius = (module * teeth) / 2;
  const pressure = (pressureAngle * Math.PI) / 180;
  const [base, tip, root] = [pitchRadius * Math.cos(pressure), pitchRadius + module, pitchRadius - 1.25 * module];
  /** Half the angle that a tooth takes up at a radius. */
  const halfAngle = (radius: number): number =>
    Math.PI / (2 * teeth) + involute(pressure) - involute(Math.acos(Math.min(base / radius, 1)));
  if (halfAngle(tip) <= 0) {
    throw new KernelFailure(
      'geometry_validation_failed',
      `A gear with ${teeth} teeth and a pressure angle of ${pressureAngle}° can’t be made: its teeth would end in a point before they reach their full height.`,
    );
  }
  const foot = Math.max(base, root);
  // A flank in even steps of the roll angle: its points are then about evenly far apart.
  const [from, to] = [Math.sqrt((foot / base) ** 2 - 1), Math.sqrt((tip / base) ** 2 - 1)];
  const rolls = Array.from({ length: flankPoints }, (_, index) => from + ((to - from) * index) / (flankPoints - 1));
  const radii = rolls.map((roll) => base * Math.hypot(1, roll));
  const lengths = rolls.map((roll) => (base * (roll ** 2 - from ** 2)) / 2);
  const total = lengths.at(-1) ?? 0;
  const pitch = (2 * Math.PI) / teeth;
  const start = onCircle(root, -halfAngle(foot));
  const segments: Segment[] = [];
  for (let tooth = 0; tooth < teeth; tooth++) {
    const middle = tooth * pitch;
    const at = (radius: number, side: Side): Point2 => onCircle(radius, middle + side * halfAngle(radius));
    // An involute leaves the radius at its pressure angle, towards the middle of the tooth.
    const along = (way: 1 | -1, radius: number, side: Side): Point2 =>
      onCircle(way, middle + side * (halfAngle(radius) - Math.acos(Math.min(base / radius, 1))));
    const rising: Curve = {
      to: at(tip, -1),
      through: radii.map((radius) => at(radius, -1)),
      lengths,
      directions: [along(1, foot, -1), along(1, tip, -1)],
    };
    const falling: Curve = {
      to: at(foot, 1),
      through: radii.map((radius) => at(radius, 1)).reverse(),
      lengths: lengths.map((length) => total - length).reverse(),
      directions: [along(-1, tip, 1), along(-1, foot, 1)],
    };
    const rootAfter = (angle: number): Point2 => onCircle(root, middle + angle);
    if (foot > root) segments.push({ to: at(foot, -1) });
    segments.push(rising, { to: at(tip, 1), via: onCircle(tip, middle) }, falling);
    if (foot > root) segments.push({ to: rootAfter(halfAngle(foot)) });
    segments.push({ to: tooth === teeth - 1 ? start : rootAfter(pitch - halfAngle(foot)), via: rootAfter(pitch / 2) });
  }
  return { start, segments };
}

/** The angle in radians by which an involute has turned away at a pressure angle. */
function involute(pressure: number): number {
  return Math.tan(pressure) - pressure;
}
