import type { Profile } from '../../../kernel/specification';

type Point2 = [number, number];

/** A circle with round notches in its outside, whose middles lie on the circle. A land's middle is on the X axis. */
export function scalloped(diameter: number, count: number, scallopDiameter: number): Profile {
  const radius = diameter / 2;
  const pitch = (2 * Math.PI) / count;
  const half = scallopHalfAngle(diameter, scallopDiameter);
  const on = (distance: number, angle: number): Point2 => [distance * Math.cos(angle), distance * Math.sin(angle)];
  const segments = Array.from({ length: count }, (_, index) => {
    const land = index * pitch;
    const notch = land + pitch / 2;
    return [
      { to: on(radius, notch - half), via: on(radius, land) },
      { to: on(radius, notch + half), via: on(radius - scallopDiameter / 2, notch) },
    ];
  }).flat();
  return { kind: 'path', start: on(radius, -pitch / 2 + half), segments };
}

/** Half the angle in radians that a notch takes of the circle. */
export function scallopHalfAngle(diameter: number, scallopDiameter: number): number {
  return 2 * Math.asin(scallopDiameter / 2 / diameter);
}

/** A circle with a flat on its +X side, `across` from the flat to the other side. */
export function dShape(diameter: number, across: number): Profile {
  const x = across - diameter / 2;
  const y = Math.sqrt((diameter / 2) ** 2 - x ** 2);
  return { kind: 'path', start: [x, -y], segments: [{ to: [x, y] }, { to: [x, -y], via: [-diameter / 2, 0] }] };
}
