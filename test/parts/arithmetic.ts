// The arithmetic that expected volumes are written in: numbers, + - * / ^, parentheses, pi, in (25.4 mm) and the
// formulas below.

const constants: Readonly<Record<string, number>> = { pi: Math.PI, in: 25.4 };

const cyl = (diameter: number, height: number): number => (Math.PI / 4) * diameter ** 2 * height;
const cone = (bottom: number, top: number, height: number): number =>
  (Math.PI / 12) * height * (bottom ** 2 + bottom * top + top ** 2);

/** Lengths in mm, angles in radians. */
const formulas: Readonly<Record<string, (...values: number[]) => number>> = {
  sqrt: Math.sqrt,
  asin: Math.asin,
  cyl: two(cyl),
  cone: three(cone),
  ball: one((diameter) => (Math.PI / 6) * diameter ** 3),
  /** Area of a regular hexagon by its width across flats. */
  hex: one((flats) => (Math.sqrt(3) / 2) * flats ** 2),
  /** Area of a slot with round ends by its overall length and its width. */
  slot: two((length, width) => (length - width) * width + cyl(width, 1)),
  /** Area that rounding four right-angled corners takes away. */
  corners: one((radius) => (4 - Math.PI) * radius ** 2),
  /** Area that a fillet adds in, or takes from, one right-angled corner. */
  fillet: one((radius) => (1 - Math.PI / 4) * radius ** 2),
  /** Box with all twelve edges filleted. */
  roundBox: (a = NaN, b = NaN, c = NaN, r = NaN) => {
    const [x, y, z] = [a - 2 * r, b - 2 * r, c - 2 * r];
    return x * y * z + 2 * r * (x * y + y * z + z * x) + Math.PI * r ** 2 * (x + y + z) + (4 / 3) * Math.PI * r ** 3;
  },
  /** What a chamfer takes from the outer edge of a cylinder. */
  bevel: two((diameter, leg) => cyl(diameter, leg) - cone(diameter, diameter - 2 * leg, leg)),
  /** What a fillet takes from the outer edge of a cylinder. */
  rim: two((diameter, radius) => {
    const flat = diameter / 2 - radius;
    return (
      cyl(diameter, radius) -
      Math.PI * (flat ** 2 * radius + (flat * Math.PI * radius ** 2) / 2 + (2 / 3) * radius ** 3)
    );
  }),
  /** What a fillet adds in the corner between a cylinder and the plane that it stands on. */
  foot: two((diameter, radius) => {
    const outer = diameter / 2 + radius;
    return (
      Math.PI * (outer ** 2 * radius - (outer * Math.PI * radius ** 2) / 2 + (2 / 3) * radius ** 3) -
      cyl(diameter, radius)
    );
  }),
  /** What a 90° countersink (or a 45° chamfer) of diameter `wide` takes besides the hole. */
  sink: two((hole, wide) => cone(wide, hole, (wide - hole) / 2) - cyl(hole, (wide - hole) / 2)),
  /** Cross-section of a keyway: its depth counts from the crown of the shaft. */
  keyway: three((diameter, width, depth) => {
    const [r, half] = [diameter / 2, width / 2];
    return half * Math.sqrt(r ** 2 - half ** 2) + r ** 2 * Math.asin(half / r) - width * (r - depth);
  }),
  /** Area that two circles share of which the second has its middle on the first: a scallop of a knob. */
  scallop: two((diameter, notch) => {
    const [r, q] = [diameter / 2, notch / 2];
    const ends = (q / 2) * Math.sqrt(4 * r ** 2 - q ** 2);
    return q ** 2 * Math.acos(q / (2 * r)) + r ** 2 * Math.acos(1 - q ** 2 / (2 * r ** 2)) - ends;
  }),
  /** Area of a circle with a flat, by its diameter and the size from the flat to the other side. */
  dee: two((diameter, across) => {
    const [r, x] = [diameter / 2, across - diameter / 2];
    return Math.PI * r ** 2 - r ** 2 * Math.acos(x / r) + x * Math.sqrt(r ** 2 - x ** 2);
  }),
  /** What a hole from the outside of a ring to its bore takes, to the third order of its own diameter. */
  radial: three((outer, bore, hole) => cyl(hole, (outer - bore) / 2 + (hole ** 2 / 16) * (1 / bore - 1 / outer))),
};

function one(formula: (a: number) => number) {
  return (a = NaN): number => formula(a);
}
function two(formula: (a: number, b: number) => number) {
  return (a = NaN, b = NaN): number => formula(a, b);
}
function three(formula: (a: number, b: number, c: number) => number) {
  return (a = NaN, b = NaN, c = NaN): number => formula(a, b, c);
}

/** @throws Error when the text is not arithmetic, or its value not a finite number */
export function evaluate(text: string | number): number {
  const tokens = String(text).match(/\d+(?:\.\d+)?|[a-zA-Z]+|\S/g) ?? [];
  let next = 0;
  const wrong = (): Error => new Error(`“${text}” is no arithmetic at “${tokens[next] ?? 'its end'}”.`);
  const take = (...wanted: string[]): string | undefined =>
    wanted.includes(tokens[next] ?? '') ? tokens[next++] : undefined;
  const expect = (wanted: string): void => {
    if (take(wanted) === undefined) throw wrong();
  };

  const sum = (): number => {
    let value = product();
    for (let sign = take('+', '-'); sign; sign = take('+', '-')) value += sign === '+' ? product() : -product();
    return value;
  };
  const product = (): number => {
    let value = signed();
    for (let sign = take('*', '/'); sign; sign = take('*', '/'))
      value = sign === '*' ? value * signed() : value / signed();
    return value;
  };
  const signed = (): number => (take('-') ? -signed() : power());
  const power = (): number => {
    const base = atom();
    return take('^') ? base ** signed() : base;
  };
  const atom = (): number => {
    if (take('(')) {
      const value = sum();
      expect(')');
      return value;
    }
    const token = tokens[next] ?? '';
    if (/^\d/.test(token)) return Number(tokens[next++]);
    const constant = Object.hasOwn(constants, token) ? constants[token] : undefined;
    const formula = Object.hasOwn(formulas, token) ? formulas[token] : undefined;
    if (constant === undefined && formula === undefined) throw wrong();
    next++;
    if (formula === undefined) return constant ?? NaN;
    expect('(');
    const values = [sum()];
    while (take(',')) values.push(sum());
    expect(')');
    return formula(...values);
  };

  const value = sum();
  if (next < tokens.length) throw wrong();
  if (!Number.isFinite(value)) throw new Error(`“${text}” has no finite value.`);
  return value;
}
