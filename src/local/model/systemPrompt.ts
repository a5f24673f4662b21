import type * as v from 'valibot';
import { edgeSelectorSchema, face } from '../../kernel/schema/edges';
import { directionSchema, patternSchema } from '../../kernel/schema/placement';
import { loftEndSchema, outlineSchema, profileSchema } from '../../kernel/schema/profiles';
import { shapeSchema, sweepPathSchema } from '../../kernel/schema/shapes';
import { angle, length, point, point2 } from '../../kernel/schema/values';
import { featureSchema, partSchema, partSpecificationSchema } from '../../kernel/specification';
import { SchemaText } from './schemaText';

/** What is said beside the schema's own words, by the name of a type and its variant. */
const notes: Readonly<Record<string, string>> = {
  Spec: 'a part per solid; may touch, not overlap',
  Part: 'first "new", later never; one solid after each',
  'Feature.chamfer': '45°',
  'Feature.shell': 'inwards',
  'Feature.draft': 'narrows away from that face',
  'Feature.mirror': 'adds the image',
  'Shape.box': 'middle of its bottom at the origin',
  'Shape.cylinder': 'from Z=0 up',
  'Shape.cone': '0: tip',
  'Shape.sphere': 'centred',
  'Shape.torus': "diameter: tube's centre line",
  'Shape.revolve': 'profile x >= 0: from Z; y: height',
  'Shape.loft': 'straight sides',
  'Shape.sweep': "across the path, profile's origin on it",
  'Shape.text': 'capitals this high; on a flat face',
  'SweepPath.helix': 'around Z from +X; profile X outward, Y along Z',
  'Profile.ellipse': 'over all',
  'Profile.slot': 'along X, over all',
  'Profile.regularPolygon': 'one size; a flat at -Y; acrossFlats: even sides',
  'Profile.polygon': 'not centred',
  'Profile.path': 'arcs: via, tangent, or counterclockwise by center or radius; back to start',
  'Pattern.grid': 'columns, rows; centred',
  'Pattern.boltCircle': 'turned: copies face outward',
  Direction: 'where its own Z points, default z',
  Face: 'extreme flat face at +Z -Z -X +X -Y +Y',
  Edges: 'of: made by that feature; between: where two meet',
};

type Schema = v.GenericSchema;

const types: readonly (readonly [name: string, schema: Schema])[] = [
  ['Spec', partSpecificationSchema],
  ['Part', partSchema],
  ['Feature', featureSchema],
  ['Shape', shapeSchema],
  ['SweepPath', sweepPathSchema],
  ['Profile', profileSchema],
  ['LoftEnd', loftEndSchema],
  ['Pattern', patternSchema],
  ['Direction', directionSchema],
  ['Face', face],
  ['Edges', edgeSelectorSchema],
];

const names = new Map<Schema, string>([
  ...types.map(([name, schema]) => [schema, name] as const),
  [outlineSchema, 'Profile'],
  [length, 'mm'],
  [angle, 'degrees'],
  [point, '[x,y,z]'],
  [point2, '[x,y]'],
]);

const opening = `Turn the description of a mechanical part into a specification that a CAD kernel builds. Reply with one JSON object:
{"size":[x,y,z],"unused":[string],"specification":Spec}
{"question":string} a needed size is missing or contradictory; in the text's language
{"unsupported":string} the types below can't express it exactly (threads, splines, twists)
size: the overall box, worked out from the text first. unused: each number of the text that is nothing of the part, and why.

mm, inches x 25.4; no unit: mm, as an assumption. Right-handed, Z up.
`;

const rules = `A shape is turned about its own Z, copied, pointed, rotated, moved by at. Own X,Y when pointed: x: Y,Z; -x: -Y,Z; y: -X,Z; -y: X,Z; -z: X,-Y.
A hole starts at "at" on the surface and runs against direction (the surface's outward side). It must lie wholly in material, clear of other holes; else cut a cylinder. Other cuts reach 1 mm beyond each face they open. An added shape must overlap the body or share a face.
edges: all of the body at that point for which every given field holds ({}: all), so fillet or chamfer right after the shape.

- The part's middle at X=Y=0 and its bottom at Z=0, unless the text says where.
- Use every number, leave nothing out. Mind radius or diameter, edge or centre.
- Each size, place or count that the text leaves open is a sentence in assumptions; ask if the shape depends on it and no convention gives it.
`;

/** A prompt and its answer. Tests build them. */
export const examples: readonly (readonly [prompt: string, answer: unknown])[] = [
  [
    'Plate 60x40x5 with 4 holes 5 mm, 8 mm from the edges, corners R3',
    {
      size: [60, 40, 5],
      unused: [],
      specification: {
        name: 'Plate',
        parts: [
          {
            name: 'plate',
            features: [
              {
                operation: 'new',
                name: 'plate',
                shape: { kind: 'extrude', profile: { kind: 'rectangle', size: [60, 40], cornerRadius: 3 }, height: 5 },
              },
              {
                operation: 'cut',
                name: 'holes',
                shape: { kind: 'hole', diameter: 5, depth: 'through' },
                at: [0, 0, 5],
                pattern: { kind: 'grid', count: [2, 2], spacing: [44, 24] },
              },
            ],
          },
        ],
        assumptions: ['The holes go through, their centres 8 mm from the edges.'],
      },
    },
  ],
  [
    'Pin 10 x 30, 2 mm cross hole 5 mm from the top, top chamfer 1 mm',
    {
      size: [10, 10, 30],
      unused: [],
      specification: {
        name: 'Pin',
        parts: [
          {
            name: 'pin',
            features: [
              { operation: 'new', name: 'pin', shape: { kind: 'cylinder', diameter: 10, height: 30 } },
              { operation: 'chamfer', name: 'chamfer', distance: 1, edges: { on: ['top'] } },
              {
                operation: 'cut',
                name: 'cross hole',
                shape: { kind: 'cylinder', diameter: 2, height: 12 },
                at: [-6, 0, 25],
                direction: 'x',
              },
            ],
          },
        ],
        assumptions: ['The unit is mm.', 'The cross hole goes through.'],
      },
    },
  ],
  [
    'A 50 mm bracket with two holes',
    { question: "What are the bracket's other sizes, and the holes' diameter and places?" },
  ],
];

/** Left out for its length: a colour, and what can be told in another way. */
const silent: ReadonlySet<string> = new Set([
  'Part.color',
  'Profile.inradius',
  'Profile.acrossCorners',
  'Profile.circumradius',
  'Profile.large',
  'Profile.clockwise',
  'LoftEnd.at',
  'Shape.align',
  'Edges.farthest',
  'Feature.of',
  'Feature.along',
]);

/** What a language model is told before the text: the schema of a part in words, and how to answer. */
export function systemPrompt(): string {
  const text = new SchemaText({ names, notes, silent });
  const told = types.map(([name, schema]) => text.declare(name, schema)).join('\n');
  text.end();
  const shown = examples.map(([prompt, answer]) => `${JSON.stringify(prompt)}\n${JSON.stringify(answer)}`);
  return `${opening}${told}\n${rules}\n${shown.join('\n')}`;
}
