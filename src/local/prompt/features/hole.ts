import type { Shape, SolidFeature } from '../../../kernel/specification';
import { metricThread, type Fit, type Thread } from '../../geometry/hardware/threads';
import type { Body, FeatureKind, Surface } from '../family';
import { impossible, mm, plain, Refusal } from '../reading';
import type { Said } from '../said';
import { faceTerms, facesOf } from './faces';
import { placeSizes, placeTerms, positionsOf } from './positions';

const mostHoles = 200;

export const hole: FeatureKind = {
  name: 'hole',
  nouns: [
    'hole',
    'through hole',
    'bolt hole',
    'screw hole',
    'mounting hole',
    'fixing hole',
    'clearance hole',
    'mounting bolt hole',
    'pilot hole',
    'drill hole',
    'bore',
    'center bore',
    'bore hole',
    'borehole',
    'center hole',
    'corner hole',
    'diameter hole',
    'diameter bore',
    'bore diameter',
    'hole diameter',
    'thread hole',
    'dowel hole',
    'blind hole',
    ...[
      'axle',
      'shaft',
      'pin',
      'rod',
      'cable',
      'wire',
      'drain',
      'vent',
      'access',
      'finger',
      'hanging',
      'lanyard',
      'key ring',
      'keyring',
      'rope',
      'string',
      'cord',
    ].map((use) => `${use} hole`),
  ],
  adjectives: [
    'drain',
    'drainage',
    'cable',
    'ventilation',
    'drilled',
    'mounting',
    'round',
    'circular',
    'cylindrical',
    'small',
    'large',
    'around',
    'identical',
    'equal',
    'straight',
    'per',
    'thread',
    'plain',
    'mount',
    'drill',
    'bored',
    'arranged',
    'spread',
    'cylinder',
    'it',
    'between',
    'total',
    'respective',
    'pass',
    'passing',
    'passes',
    'head',
    'any',
    'around',
    'diametrically',
    'sit',
    'entering',
  ],
  takes: ['diameter', 'radius', 'depth', 'side', ...placeSizes],
  terms: [
    'through',
    'blind',
    'oneWall',
    'tapped',
    'clearance',
    'closeFit',
    'looseFit',
    'fastener',
    'counterbored',
    'countersunk',
    ...faceTerms,
    ...placeTerms,
  ],
  counts: { rows: ['rows', 'equal rows', 'parallel rows'], columns: ['columns', 'column'] },
  options: {
    counterbored: ['counterbored', 'cbored', 'counter bored'],
    countersunk: ['countersunk', 'csk', 'counter sunk'],
  },
  members: {
    counterbore: {
      nouns: ['counterbore', 'counterbored to', 'counterbored with', 'c bore', 'cbore', 'spotface', 'counter bore'],
    },
    countersink: { nouns: ['countersink', 'countersunk to', 'countersunk with', 'counter sink'] },
  },
  order: 'normal',
  read(said, body, layout) {
    const { diameter, thread } = holeSize(said);
    const head = headOf(said, diameter, thread);
    const depth = depthOf(said);
    const oneWall = depth === undefined && hasBore(body) && said.term('oneWall');
    if (oneWall) said.terms.push({ term: 'radial', text: 'through one wall' });
    const counted = countOf(said);
    const { surfaces, shared } = facesOf(
      said,
      body,
      layout,
      depth === undefined,
      counted.count ?? (counted.several ? 2 : 1),
    );
    const count = shared && counted.count !== undefined ? counted.count / surfaces.length : counted.count;
    const widest = Math.max(diameter, head?.size ?? 0);
    const named = (copies: number | undefined): string => callHoles(said, copies, depth, diameter);
    const drilled = surfaces.map((surface): SolidFeature => {
      const mine = surface === surfaces.at(-1) ? said : said.copy();
      const points = positionsOf({
        said: mine,
        surface,
        count,
        size: widest,
        text: named(count),
        assume: said.prompt.assume,
      });
      const text = `${named(points.length)}${head?.text ?? ''}`;
      const through = checkDepth(said, surface, depth, head);
      for (const point of points)
        layout.place(surface, { points: [point], radius: widest / 2, depth: through ? Infinity : (depth ?? 0), text });
      const entries = points.map((point) => layout.entry(surface, point, widest / 2));
      const top = entries.find((entry) => entry.surface !== surface)?.surface ?? surface;
      if (oneWall) return throughOneWall(surface, diameter, text, points);
      const shape: Shape = {
        kind: 'hole',
        diameter,
        depth: !through ? (depth ?? 0) : surface.bounded === true ? surface.depth : 'through',
        ...head?.shape,
      };
      return {
        operation: 'cut' as const,
        name: text,
        shape,
        at: top.center,
        direction: top.direction,
        pattern: {
          kind: 'points' as const,
          points: entries.map(({ point: [x, y] }): [number, number, number] => [x, y, 0]),
        },
      };
    });
    if (
      drilled.reduce((sum, { pattern }) => sum + (pattern?.kind === 'points' ? pattern.points.length : 1), 0) >
      mostHoles
    )
      throw new Refusal('unsupported_feature', `The built-in service makes at most ${mostHoles} holes in a part.`);
    const [first] = drilled;
    if (surfaces[0] === body.surfaces[0] && body.corners && body.size[2] >= Math.min(body.size[0], body.size[1]) / 2)
      said.assume(`The holes go down through the top face, ${mm(body.size[0])} by ${mm(body.size[1])}.`);
    return {
      features: drilled,
      text: `${first?.name ?? ''}${surfaces.length > 1 ? ` in each of ${surfaces.length} faces` : ''}`,
    };
  },
};

function hasBore({ surfaces }: Body): boolean {
  return surfaces.some(({ bore }) => bore !== undefined) && surfaces.some(({ name }) => name === 'side');
}

/** From the curved side of a hollow part to its axis. */
function throughOneWall(
  { center: [, y, z], outline, direction }: Surface,
  diameter: number,
  name: string,
  points: readonly (readonly [number, number])[],
): SolidFeature {
  if (outline.kind !== 'side')
    throw new Refusal('unsupported_feature', 'The built-in service makes holes through one wall of round parts only.');
  return {
    operation: 'cut',
    name,
    shape: { kind: 'cylinder', diameter, height: outline.diameter / 2 + 1 },
    at: [0, y, z],
    direction,
    pattern: { kind: 'points', points: points.map(([across, up]) => [across, up, 0]) },
  };
}

function callHoles(said: Said, copies: number | undefined, depth: number | undefined, diameter: number): string {
  const kind = depth === undefined ? 'through ' : `${mm(depth)} deep `;
  if (copies === 1 && depth === undefined && said.nouns.some((noun) => noun.includes('bore')))
    return `bore of ${mm(diameter)}`;
  return `${copies === undefined || copies === 1 ? '' : `${copies} `}${kind}${copies === 1 ? 'hole' : 'holes'} of ${mm(diameter)}`;
}

/** Takes how many holes there are, or says that it stays open. */
function countOf(said: Said): { count: number | undefined; several: boolean } {
  const perRow = said.term('perRow') ? (said.counts.get('rows') ?? 1) : 1;
  const number = said.number();
  const counted = number === undefined ? undefined : number * perRow;
  if (counted !== undefined && (!Number.isInteger(counted) || counted > mostHoles))
    throw new Refusal('not_understood', `There can’t be ${plain(counted)} holes.`);
  if (!said.plural && counted !== undefined && counted > 1)
    throw new Refusal(
      'not_understood',
      `The prompt says ${counted}, but “hole”: write “${counted} holes”, or the unit of its size.`,
    );
  const count = counted ?? (said.plural ? undefined : 1);
  if (count === undefined && said.has('corners', 'eachCorner') && said.mixed)
    throw new Refusal('missing_dimension', 'The prompt does not say how many holes there are.');
  return { count, several: said.plural || (count ?? 0) > 1 };
}

/** Takes one size; a second one is left over, and refused. */
function holeSize(said: Said): { diameter: number; thread?: Thread } {
  const thread = said.thread();
  if (thread) {
    // "M6 holes: 6.6 mm through"
    if (said.lengths[0] !== undefined && Object.values(thread.clearance).includes(said.lengths[0]))
      said.lengths.shift();
    return { diameter: drillFor(said, thread), thread };
  }
  const noun = said.nouns[0] ?? 'hole';
  // "10 mm holes on a circle with a radius of 40 mm"
  const radius =
    said.sizes.has('diameter') && said.named.some(({ size }) => size === 'pitchCircle')
      ? said.size('radius')
      : undefined;
  if (radius !== undefined) said.sizes.set('pitchRadius', radius);
  const byName =
    said.sizes.has('pitchRadius') ||
    said.sizes.has('pitchCircle') ||
    said.named.every(({ size }) => size !== 'pitchCircle') ||
    said.lengths.length === 0
      ? said.diameter()
      : undefined;
  const counted =
    byName === undefined &&
    said.lengths.length === 0 &&
    said.plural &&
    said.numbers.length === 0 &&
    !said.has('grid', 'pattern')
      ? countAndSize(said)
      : undefined;
  const diameter = byName ?? counted ?? said.lengths.shift();
  if (diameter === undefined) return usual(said, noun);
  const screw = said.has('fastener') && Number.isInteger(diameter) ? metricThread(diameter) : undefined;
  if (screw?.clearance.normal !== undefined) return { diameter: drillFor(said, screw), thread: screw };
  if (/bolt|screw|mounting/.test(noun))
    said.assume(`The ${mm(diameter)} of the ${noun} are the diameter of what is drilled.`);
  if (said.has('clearance') || noun.includes('clearance'))
    said.assume(`The ${mm(diameter)} of the clearance hole are the diameter of what is drilled.`);
  said.term('clearance');
  return { diameter };
}

/** "4x 5mm holes". */
function countAndSize(said: Said): number | undefined {
  const [group] = said.groups;
  const [, size] = group ?? [];
  const count = group && said.counted.get(group);
  if (group?.length !== 2 || count === undefined || size === undefined) return undefined;
  if (!Number.isInteger(count) || count > mostHoles)
    throw new Refusal(
      'not_understood',
      `“${group.map(plain).join(' x ')}” holes can be so many holes or slots of two sizes. Write the count as a word: “four 5 mm holes”.`,
    );
  said.groups.shift();
  said.numbers.push(count);
  return size;
}

/** Holes that are only called mounting holes get the size for a common screw. */
function usual(said: Said, noun: string): { diameter: number; thread: Thread } {
  if (!/bolt|screw|mounting|fixing/.test(noun))
    throw new Refusal(
      'missing_dimension',
      'The prompt does not say how large the holes are. Write, for example, “5 mm holes” or “M5 holes”.',
    );
  const thread = metricThread(5);
  if (!thread) throw new Refusal('missing_dimension', `The prompt does not say how large the holes are.`);
  said.assume('The holes are for M5 screws.');
  return { diameter: drillFor(said, thread), thread };
}

function drillFor(said: Said, thread: Thread): number {
  said.term('fastener');
  const tapped = said.term('tapped') || said.nouns.some((noun) => noun.includes('thread'));
  if (!tapped) said.term('clearance');
  const fit: Fit = tapped ? 'normal' : said.term('closeFit') ? 'close' : said.term('looseFit') ? 'loose' : 'normal';
  const diameter = tapped ? thread.tapping : thread.clearance[fit];
  if (diameter === undefined)
    throw new Refusal('unsupported_feature', `The built-in service has no hole size for ${thread.name}.`);
  said.assume(
    tapped
      ? `The ${thread.name} holes have the tapping diameter, ${mm(diameter)}; the thread isn’t modelled.`
      : `The ${thread.name} holes are clearance holes of ${mm(diameter)}, ${thread.standards[fit]}.`,
  );
  return diameter;
}

interface Head {
  readonly shape: Partial<Pick<Extract<Shape, { kind: 'hole' }>, 'counterbore' | 'countersink'>>;
  /** Diameter at the surface. */
  readonly size: number;
  /** mm below the surface. */
  readonly depth: number;
  readonly text: string;
}

/** Takes the counterbore or countersink: as stated, by the screw's head, or in proportion to the hole. */
function headOf(said: Said, hole: number, thread: Thread | undefined): Head | undefined {
  const [bore] = said.members('counterbore');
  const [sink] = said.members('countersink');
  const stated = bore ?? sink;
  const screw =
    thread ??
    (stated && stated.sizes.size + stated.lengths.length + stated.groups.length === 0 ? stated.thread() : undefined);
  if (said.term('counterbored') || bore) return counterbore(said, bore, hole, screw);
  if (said.term('countersunk') || sink) return countersink(said, sink, hole, screw);
  return undefined;
}

function counterbore(said: Said, bore: Said | undefined, hole: number, screw: Thread | undefined): Head {
  const [first, second] = bore?.group() ?? [];
  const diameter =
    first ??
    bore?.diameter() ??
    bore?.lengths.shift() ??
    said.lengths.shift() ??
    screw?.counterbore?.diameter ??
    2 * hole;
  const depth =
    second ??
    bore?.size('depth', 'height', 'thickness', 'length') ??
    bore?.lengths.shift() ??
    (diameter === screw?.counterbore?.diameter ? screw.counterbore.depth : hole);
  if (first === undefined || second === undefined)
    said.assume(`The counterbore is ${mm(diameter)} wide and ${mm(depth)} deep.`);
  if (diameter <= hole) impossible(`A counterbore of ${mm(diameter)} is not larger than its hole of ${mm(hole)}.`);
  return {
    shape: { counterbore: { diameter, depth } },
    size: diameter,
    depth,
    text: `, counterbored to ${mm(diameter)}, ${mm(depth)} deep`,
  };
}

function countersink(said: Said, sink: Said | undefined, hole: number, screw: Thread | undefined): Head {
  const degrees = sink?.angle() ?? said.angle() ?? screw?.countersinkDegrees ?? 90;
  const stated = sink?.diameter() ?? sink?.lengths.shift() ?? said.lengths.shift();
  const depth = sink?.size('depth');
  const slope = Math.tan((degrees * Math.PI) / 360);
  const diameter = stated ?? (depth === undefined ? (screw?.countersink ?? 2 * hole) : hole + 2 * depth * slope);
  if (stated !== undefined && depth !== undefined && Math.abs(hole + 2 * depth * slope - stated) > 0.01)
    impossible(`A countersink of ${plain(degrees)}° and ${mm(stated)} is not ${mm(depth)} deep.`);
  if (diameter <= hole) impossible(`A countersink of ${mm(diameter)} is not larger than its hole of ${mm(hole)}.`);
  said.assume(`The countersink is ${mm(diameter)} wide at the surface, with an angle of ${plain(degrees)}°.`);
  return {
    shape: { countersink: { diameter, degrees } },
    size: diameter,
    depth: (diameter - hole) / 2 / slope,
    text: `, countersunk to ${mm(diameter)}`,
  };
}

/** Takes the depth of blind holes; undefined for through holes. */
function depthOf(said: Said): number | undefined {
  const depth = said.size('depth');
  const through = said.term('through') || said.nouns.some((noun) => noun.includes('through'));
  if (through && depth !== undefined)
    impossible(`A through hole can’t be ${mm(depth)} deep. Leave out “through”, or the depth.`);
  const blind = said.term('blind') || said.nouns.some((noun) => noun.includes('blind'));
  if (blind && depth === undefined)
    throw new Refusal(
      'missing_dimension',
      'The prompt does not say how deep the blind hole is. Write, for example, “12 mm deep”.',
    );
  return depth;
}

/** @returns whether the hole goes through */
function checkDepth(said: Said, surface: Surface, depth: number | undefined, head: Head | undefined): boolean {
  if (head && head.depth >= surface.depth)
    impossible(
      `A counterbore or countersink ${mm(head.depth)} deep does not end inside a part that is ${mm(surface.depth)} thick there.`,
    );
  if (depth === undefined) return true;
  if (Math.abs(depth - surface.depth) < 1e-9) {
    said.assume(`A hole as deep as the part is thick, ${mm(depth)}, goes through.`);
    return true;
  }
  if (depth > surface.depth)
    impossible(`A hole ${mm(depth)} deep does not end inside a part ${mm(surface.depth)} high.`);
  if (head && head.depth >= depth)
    impossible(`A hole ${mm(depth)} deep is not deeper than its counterbore or countersink of ${mm(head.depth)}.`);
  return false;
}
