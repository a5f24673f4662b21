import type { Body, Family } from '../family';
import { impossible, mm, plain } from '../reading';
import type { Said } from '../said';

export const torus: Family = {
  name: 'torus',
  nouns: ['torus', 'donut', 'doughnut', 'o ring', 'toroid'],
  plurals: ['tori'],
  adjectives: ['solid', 'round', 'circular'],
  sizes: {
    major: {
      nouns: ['major radius', 'ring radius', 'main radius', 'center radius', 'centerline radius', 'radius center line'],
    },
    majorDiameter: {
      nouns: [
        'major diameter',
        'ring diameter',
        'centerline diameter',
        'center diameter',
        'mean diameter',
        'center line diameter',
        'diameter center line',
      ],
    },
    minor: { nouns: ['minor radius', 'tube radius', 'cross section radius', 'section radius'] },
    minorDiameter: {
      nouns: [
        'minor diameter',
        'tube diameter',
        'cross section',
        'cross section diameter',
        'section diameter',
        'cord diameter',
        'wire diameter',
      ],
    },
  },
  options: { tube: ['tube', 'cross section circle', 'ring tube'] },
  read: readTorus,
};

function readTorus(said: Said): Body {
  // "The tube is 10 mm in diameter, its center line is a circle of 60 mm."
  const ofTube = said.term('tube');
  const circle = said.diameter(['pitchCircle'], ['pitchRadius']);
  if (circle !== undefined) said.term('center');
  const major = said.diameter(['majorDiameter'], ['major']) ?? circle;
  const minor =
    said.diameter(['minorDiameter', 'thickness'], ['minor']) ??
    (ofTube && major !== undefined ? said.diameter() : undefined);
  const outer = said.diameter(['outer'], ['outerRadius']);
  const inner = said.diameter(['inner'], ['innerRadius']);
  const tube = minor ?? (outer !== undefined && inner !== undefined ? (outer - inner) / 2 : undefined);
  const diameter =
    major ??
    (outer !== undefined && tube !== undefined
      ? outer - tube
      : inner !== undefined && tube !== undefined
        ? inner + tube
        : undefined);
  const example = 'a torus with a major radius of 30 mm and a minor radius of 8 mm';
  if (diameter === undefined) return said.missing('major radius', example);
  if (tube === undefined) return said.missing('minor radius', example);
  if (tube >= diameter)
    impossible(`A torus with a tube of ${mm(tube)} on a circle of ${mm(diameter)} would run into itself.`);
  for (const [given, follows] of [
    [outer, diameter + tube],
    [inner, diameter - tube],
  ] as const)
    if (given !== undefined && Math.abs(given - follows) > 1e-6)
      impossible(`A tube of ${mm(tube)} on a circle of ${mm(diameter)} makes ${mm(follows)}, not ${mm(given)}.`);
  const name = `Torus ⌀${plain(diameter)}x⌀${plain(tube)}`;
  return {
    name,
    text: `Torus of ${mm(tube)} on a circle of ${mm(diameter)}`,
    features: [
      { operation: 'new', name: 'torus', shape: { kind: 'torus', diameter, tubeDiameter: tube }, at: [0, 0, tube / 2] },
    ],
    surfaces: [],
    size: [diameter + tube, diameter + tube, tube],
    corners: false,
  };
}
