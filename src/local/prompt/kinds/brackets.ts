import type { Feature } from '../../../kernel/specification';
import { impossible, mm, plain, type Assume } from '../../geometry/refusal';
import { builtOf, memberFace, type Kind } from './kind';
import { isSpot, sizeOf, takePlaces, twoOnly } from './whole';

/** What is said of brackets, and says nothing new of them. */
export const bracketTraits = {
  plain: [
    ...[
      'everything is',
      'everything',
      'all over',
      'equal',
      'unequal',
      'bent',
      'made of',
      'made from',
      'bent from',
      'material',
      'overall',
    ],
    ...['including the web', 'including web', 'sheet metal', 'sharp corners', 'shape'],
  ],
} as const;

/** A profile in XZ, drawn from the front, along Y. */
export function bracketExtrusion(points: [number, number][], width: number): Feature {
  return {
    operation: 'new',
    name: 'bracket',
    shape: { kind: 'extrude', profile: { kind: 'polygon', points }, height: width },
    at: [0, width / 2, 0],
    direction: '-y',
  };
}

export function usualThickness(called: string, leg: number, assume: Assume): number {
  const usual = leg >= 30 ? 5 : leg / 8;
  assume(`The ${called} is ${mm(usual)} thick.`);
  return usual;
}

const uBracket: Kind = {
  kind: 'u bracket',
  nouns: ['u bracket', 'u shaped bracket', 'u channel bracket', 'u shape bracket', 'clevis bracket'],
  also: ['bracket', 'part'],
  traits: { ...bracketTraits, 'u shaped': ['u shaped', 'u shape'] },
  members: {
    base: { nouns: ['base', 'bottom plate', 'bottom'], sizes: ['length', 'width', 'unnamed'] },
    leg: {
      nouns: ['leg', 'arm', 'side', 'wall', 'ear', 'flange', 'side wall', 'upright', 'vertical arm', 'vertical leg'],
      sizes: ['height', 'length', 'unnamed'],
    },
  },
  read(whole, assume) {
    whole.trait('u shaped', 'plain', 'upright');
    const [first, second, third, fourth] = whole.group() ?? [];
    const [legs, base] = [whole.members('leg'), whole.members('base')];
    twoOnly(legs, 'bracket');
    takePlaces(legs, (place) => isSpot(place, 'outside'));
    const t =
      fourth ?? whole.size('thickness', 'wall') ?? whole.size('unnamed') ?? usualThickness('U-bracket', 40, assume);
    const inside = whole.taker.size('inner width');
    const width =
      first ??
      whole.size('width') ??
      sizeOf(base, 'width', 'length') ??
      (inside === undefined ? undefined : inside + 2 * t);
    if (inside !== undefined && width !== undefined && Math.abs(width - inside - 2 * t) > 1e-6)
      impossible(`${mm(width)} outside and ${mm(inside)} inside do not make walls of ${mm(t)}.`);
    const height = second ?? whole.size('height') ?? sizeOf(legs, 'height', 'length', 'unnamed');
    const length = third ?? whole.size('length', 'depth') ?? sizeOf(base, 'length', 'unnamed');
    if (width === undefined || height === undefined || length === undefined)
      return whole.missing(
        width === undefined ? 'width' : height === undefined ? 'height' : 'length',
        'a U-bracket 60 mm wide, 40 mm high, 30 mm long and 3 mm thick',
      );
    if (2 * t >= width || t >= height)
      impossible(`A thickness of ${mm(t)} leaves nothing open in a U-bracket of ${mm(width)} by ${mm(height)}.`);
    assume(`The U-bracket’s ${mm(width)} width and ${mm(height)} height are measured outside.`);
    const w = width / 2;
    const middle = (height + t) / 2;
    const side = [length, height - t] as const;
    return {
      name: `U-Bracket ${[width, height, length].map(plain).join('x')}`,
      text: `U-bracket ${mm(width)} wide, ${mm(height)} high, ${mm(length)} long and ${mm(t)} thick`,
      solids: [],
      built: builtOf([
        bracketExtrusion(
          [
            [-w, 0],
            [w, 0],
            [w, height],
            [w - t, height],
            [w - t, t],
            [-w + t, t],
            [-w + t, height],
            [-w, height],
          ],
          length,
        ),
      ]),
      surfaces: [
        memberFace('base', [0, 0, t], 'z', [width - 2 * t, length], t),
        memberFace('right leg', [w, 0, middle], 'x', side, t),
        memberFace('left leg', [-w, 0, middle], '-x', side, t),
      ],
      faces: { base: ['base'], leg: ['right leg', 'left leg'] },
      size: [width, length, height],
      round: false,
      corners: false,
    };
  },
};

const zBracket: Kind = {
  kind: 'z bracket',
  nouns: ['z bracket', 'z shaped bracket', 'z shape bracket', 'offset bracket', 'joggle bracket'],
  also: ['bracket', 'part'],
  traits: { ...bracketTraits, 'z shaped': ['z shaped', 'z shape'] },
  members: {
    flange: {
      nouns: ['flange', 'leg', 'arm', 'foot', 'horizontal flange', 'horizontal leg'],
      sizes: ['length', 'unnamed'],
    },
    web: {
      nouns: ['web', 'vertical web', 'middle section', 'vertical section', 'vertical leg'],
      sizes: ['height', 'length', 'unnamed'],
    },
  },
  read(whole, assume) {
    whole.trait('z shaped', 'plain');
    const [first, second, third, fourth] = whole.group() ?? [];
    const [flanges, webs] = [whole.members('flange'), whole.members('web')];
    twoOnly(flanges, 'bracket');
    const next = (): number | undefined => sizeOf(flanges, 'length', 'width', 'unnamed');
    const a = first ?? next();
    const height = second ?? whole.size('height') ?? sizeOf(webs, 'height', 'length', 'unnamed');
    const stated = whole.size('width', 'length', 'depth');
    const c = (third !== undefined && stated !== undefined ? third : undefined) ?? next() ?? a;
    const width = stated ?? third;
    const t = fourth ?? whole.size('thickness', 'wall') ?? usualThickness('Z-bracket', 40, assume);
    if (a === undefined || c === undefined || height === undefined || width === undefined)
      return whole.missing(
        a === undefined ? 'length of the flanges' : height === undefined ? 'height' : 'width',
        'a Z-bracket with flanges of 30 mm, 50 mm high, 25 mm wide and 3 mm thick',
      );
    if (2 * t >= height || t >= Math.min(a, c))
      impossible(
        `A thickness of ${mm(t)} leaves nothing of a Z-bracket with flanges of ${mm(a)} and ${mm(height)} height.`,
      );
    assume(
      `The flanges of ${mm(a)} and ${mm(c)} and the height of ${mm(height)} are measured outside, and the Z-bracket is ${mm(width)} wide.`,
    );
    return {
      name: `Z-Bracket ${[a, height, c, width].map(plain).join('x')}`,
      text: `Z-bracket with flanges of ${mm(a)} and ${mm(c)}, ${mm(height)} high, ${mm(width)} wide and ${mm(t)} thick`,
      solids: [],
      built: builtOf([
        bracketExtrusion(
          [
            [-a + t, 0],
            [t, 0],
            [t, height - t],
            [c, height - t],
            [c, height],
            [0, height],
            [0, t],
            [-a + t, t],
          ],
          width,
        ),
      ]),
      surfaces: [
        memberFace('lower flange', [-a / 2 + t / 2, 0, t], 'z', [a - t, width], t),
        memberFace('upper flange', [(t + c) / 2, 0, height], 'z', [c - t, width], t),
      ],
      faces: { flange: ['lower flange', 'upper flange'] },
      size: [a + c - t, width, height],
      round: false,
      corners: false,
    };
  },
};

export const otherBrackets: readonly Kind[] = [uBracket, zBracket];
