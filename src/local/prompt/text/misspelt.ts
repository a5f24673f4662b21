/** Words that a prompt can't do without, which are long enough to be known by all letters but one. */
const important = `length width height thickness thick depth diameter radius inner outer inside outside through
  cylinder cylindrical rectangle rectangular hexagon hexagonal pentagon pentagonal octagon octagonal triangle triangular
  circle circular sphere spherical hemisphere pyramid prism cuboid plate block bracket flange washer spacer bushing
  sleeve shaft collar bearing housing enclosure profile holes fillet fillets chamfer chamfers chamfered pocket groove
  counterbore counterbored countersink countersunk centered center corner corners square straight tapered rounded
  threaded extrude extruded revolve revolved concentric mounting clearance aluminum stainless millimeter millimeters
  hollow solid vertical horizontal parallel perpendicular`.split(/\s+/);

/** Ordinary words that are one letter away from an important one. */
const ordinary = new Set(
  `with weight weights lengthy through thorough though trough trick think thicken thickly dinner winner sinner router
  plane place slate elate plated platen plates plater black clock flock blocks blocked racket brackets rackets flanges
  flanged washed washers space spaced spacers spaces sleeves sleeved shafts shift craft collars collard dollar bearings
  wearing tearing rearing hearing fearing gearing beaming housings rousing profiles profiled poles hoses homes roles
  hopes hole hold holds filled filler millet pockets rocket socket packet locket docket grooves grooved groom centers
  centred enter corned cornea squares squared strait straights tapper papered rounder sounded bounded founded pounded
  hounded wounded treaded extrudes revolver revolves revolted counting mountings clearances hallow follow hollows
  solids sold verticals prison prisms circles circled cycles spheres pyramids cuboids rectangles triangles hexagons
  diameters widths heights depths insider insides outsider dept death radios radium counterbores countersinks
  extruder cylinders chamfer holy whole wholes aluminium`.split(/\s+/),
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
  return at > 0 && isMended;
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
