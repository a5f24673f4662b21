/** Words that a prompt can't do without, and that are long enough to be known by all letters but one. */
const important =
  `length width height thickness thick depth diameter radius inner outer inside outside through across overall cylinder
  cylindrical rectangle rectangular hexagon hexagonal pentagon pentagonal octagon octagonal triangle triangular circle
  circular sphere spherical hemisphere pyramid prism cuboid plate block bracket flange washer spacer bushing sleeve
  shaft collar bearing housing enclosure profile holes fillet fillets chamfer chamfers chamfered pocket groove
  counterbore counterbored countersink countersunk centered center corner corners square straight tapered rounded
  threaded extrude extruded revolve revolved concentric mounting clearance aluminum stainless millimeter millimeters
  hollow solid vertical horizontal parallel perpendicular bottom middle distance pattern spaced equally evenly`.split(
    /\s+/,
  );

/** Ordinary English words that are one letter away from an important one. */
const ordinary =
  `aluminium baring bashing beading beaming beaning bearding beating bewaring black blaring blushing bracken brushing
  busing bussing busting busying canter cantered cellar censer chamber chambers cornea corneas corned cornet cornets
  cornier coroner coroners countersank death dept equably filled filler fillers groovy grove hales hallow hoes holds
  hole holed homes hones hopes horsing hoses hosing inaner infer inter meddle mounding muddle otter ouster outed
  outsize packet palate pastern pate patter patters picket place plane pocked prate prim purism radios radium resolve
  resolved revolted rounder shalt shat shift slid sold soled soli space spaces spacey spacier spaded spared sparer
  spayed spiced squire stolid tampered tasered think thorough though trick trough washed washes waster wisher with`.split(
    /\s+/,
  );

const known = new Set([...important, ...ordinary]);
const byRest = groupedBy(
  important.flatMap((word) => withoutOne(word).map((rest) => ({ rest, word }))),
  ({ rest }) => rest,
);

/** The word itself, or the important word from which it differs in one letter, or in the order of two. */
export function mended(word: string): string {
  if (word.length < 4 || word.length > 16 || known.has(word) || /[^a-z]/.test(word)) return word;
  const found = new Set<string>();
  for (const rest of withoutOne(word)) {
    for (const { word: meant } of byRest.get(rest) ?? []) if (isNear(word, meant)) found.add(meant);
  }
  const [only] = found;
  return only !== undefined && found.size === 1 ? only : word;
}

/** The word, and all that it is without one of its letters. */
function withoutOne(word: string): string[] {
  return [word, ...Array.from(word, (_, index) => word.slice(0, index) + word.slice(index + 1))];
}

/** Whether one letter was left out, added or mistaken, or two were exchanged. */
function isNear(word: string, meant: string): boolean {
  let at = 0;
  while (at < meant.length && word.charAt(at) === meant.charAt(at)) at++;
  const [written, right] = [word.slice(at), meant.slice(at)];
  const exchanged = right.charAt(1) + right.charAt(0) + right.slice(2);
  const isMended =
    written.slice(1) === right.slice(1) ||
    written.slice(1) === right ||
    written === right.slice(1) ||
    written === exchanged;
  // What goes on at its end is another form: flanged, plates.
  return at > 0 && right !== '' && isMended;
}

/** Puts together what has the same key. */
export function groupedBy<Item>(
  items: readonly Item[],
  keyOf: (item: Item) => string,
): ReadonlyMap<string, readonly Item[]> {
  const groups = new Map<string, Item[]>();
  for (const item of items) {
    const group = groups.get(keyOf(item));
    if (group) group.push(item);
    else groups.set(keyOf(item), [item]);
  }
  return groups;
}
