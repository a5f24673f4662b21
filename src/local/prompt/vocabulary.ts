import { colours, materialWord } from './materials';

/** Other spellings, replaced while the prompt is split. */
export const spellings: Readonly<Record<string, string>> = {
  ø: 'diameter', dia: 'diameter', diam: 'diameter', diameters: 'diameter', thk: 'thick', thru: 'through', '&': 'and', disk: 'disc', throughhole: 'through hole', lengths: 'length', widths: 'width',
  centre: 'center', centred: 'center', centered: 'center', central: 'center', centrally: 'center', middle: 'center', centers: 'center', centres: 'center', midpoint: 'center', concentric: 'center', concentrically: 'center', coaxial: 'center',
  radii: 'radius', rad: 'radius', circumference: 'circle', radially: 'radial', grey: 'gray', symmetrical: 'symmetric', symmetrically: 'symmetric', mould: 'mold', sized: 'size', having: 'has', have: 'has', featuring: 'has', includes: 'has', including: 'has', contains: 'has', containing: 'has', features: 'has', include: 'has',
  corner: 'corner', faces: 'faces', vertically: 'vertical', horizontally: 'horizontal', cornered: 'corners', bevelled: 'beveled', cutout: 'cutout', cutouts: 'cutouts', countersinked: 'countersunk', deg: '°', degrees: '°', degree: '°', onto: 'on', into: 'in', within: 'in', inside: 'inside', throughout: 'through',
};

export const numberWords: Readonly<Record<string, number>> = {
  one: 1, two: 2, three: 3, four: 4, five: 5, six: 6, seven: 7, eight: 8, nine: 9, ten: 10, eleven: 11, twelve: 12, thirteen: 13, fourteen: 14, fifteen: 15, sixteen: 16, seventeen: 17, eighteen: 18, nineteen: 19, twenty: 20,
  thirty: 30, forty: 40, fifty: 50, sixty: 60, seventy: 70, eighty: 80, ninety: 90,
  single: 1, pair: 2, dozen: 12, twin: 2,
};

/** Words that only join: what they stand before is kept with them. */
export const linking: ReadonlySet<string> = new Set(': a an the this that these those its it of in on at for is are be as was also then they whose'.split(' '));

/** It explains what stands before it, and is left out once that is known. */
export const colon = ':';

/** A clause begins here, as it does after a comma. */
export const openers: ReadonlySet<string> = new Set(['with', 'plus', 'has', 'and', 'add', 'where', 'while', 'but', 'there']);

/** What may follow "in" when it means inches. */
export const afterInch: ReadonlySet<string> = new Set('x by long wide high tall thick deep hole holes through od id pcd bore cube square on clearance'.split(' '));

/** Words that begin what a part is for. What follows says nothing of its shape, as long as it names no size and no feature. */
export const purposes: ReadonlySet<string> = new Set('for to hold holds holding carry carries carrying keeps protects fits fitting used suitable intended meant ideal so because allowing allow designed'.split(' '));

/** Words that change what is said around them: never part of a purpose. */
export const negations: ReadonlySet<string> = new Set('not no without except excluding never none instead but unless minus neither nor only'.split(' '));

/** Words for shapes that nothing here makes. A purpose that names one is none. */
export const shapes: ReadonlySet<string> = new Set('curved tapered angled twisted bent hollow knurled spiral helical conical domed hexagonal triangular oval elliptical rounded sloped slanted inclined tilted textured engraved embossed text logo organic wavy perforated lattice star heart'.split(' '));

/** All that may be said of anything without changing what is built. A word that is in no list of this file and of the families ends the reading. */
export const harmless: ReadonlySet<string> = new Set(
  `make made create creates created generate design designs designed designing model models modeled draw build produce give provide construct constructed please me i we you would like want need needs can could should must will shall which it they their part parts
  object component piece item size sizes single to from by measuring measures measure dimensions dimension dimensioned overall total simple basic plain standard small large custom sturdy strong typical nominal total approximately about roughly around exactly precisely
  ${materialWord} material materials one using use used following specifications specification specs requirements description name named called title such so do be being been if let us new just some very nice
  machined printed printable turned milled extruded stamped laser cnc fabricated manufacturing engineering mechanical industrial precision quality high-quality located placed positioned position set positions sits going goes run runs running made make sure ensure
  take stands stand building put start begin first am looking can get my our your hey cheers everything lie lies drill outside overall right exact big rises above goes
  regards everyone team guys folks ok okay well actually sorry advance much lot appreciated helps help helpful asap soon dear finally lastly afterwards now cut reaching extending whose thx ty tia pls plz today tomorrow tonight week weekend urgent urgently quickly monday tuesday wednesday thursday friday quote offer possible someone somebody anyone
  cad solid step file export output format quick hi hello hey thanks thank here following follows below above-mentioned same equal equally respectively
  ${Object.keys(colours).join(' ')} color colour colored coloured painted finish anodized`.split(/\s+/),
);

/** Words before a part's name that say what it is for. */
export const uses: ReadonlySet<string> = new Set('spacer distance motor bearing sensor adapter adaptor shelf door wall support guide jig fixture clamp cover base end test mounting mount backing wear sample calibration prototype demo machine guide camera pump valve hinge tool workholding switch battery speaker instrument transmission desk table wing stand holder riser shim spring retaining locating alignment drill reinforcement connector connection joining pivot tapping bolt electronics pcb chess game toy phone tablet laptop monitor bike bicycle car boat van trailer robot drone garden kitchen bathroom shower curtain plant flower pen pencil book bottle coffee tea drinks cable wire hose lamp light led fan router server antenna keyboard mouse microscope telescope lathe mill saw vise bench machine workbench cabinet drawer furniture chair sofa bed picture mirror door window gate fence wall roof solar engine gearbox axle bumper radio amplifier guitar drum dog cat bird pet kids school test replacement spare extra little tiny heavy duty lightweight cheap nice decorative sacrificial protective main top back front side rear simple plain'.split(' '));

/** A size that a prompt can name. Adjectives stand after their number; nouns on either side. */
export interface SizeWords {
  readonly nouns?: readonly string[];
  readonly adjectives?: readonly string[];
}

const edgeWords = ['edge', 'edges', 'side', 'sides', 'border', 'borders'];
const fromSide = (...names: readonly string[]): SizeWords => ({ adjectives: names.flatMap((name) => [`from ${name}`, ...['edge', 'side', 'face', 'end'].map((edge) => `from ${name} ${edge}`)]) });

/** Sizes that can be said of every part and feature. */
export const sizeWords: Readonly<Record<string, SizeWords>> = {
  length: { nouns: ['length', 'overall length', 'total length'], adjectives: ['long'] },
  width: { nouns: ['width', 'overall width', 'total width', 'breadth'], adjectives: ['wide', 'broad'] },
  height: { nouns: ['height', 'overall height', 'total height'], adjectives: ['high', 'tall', 'z', 'z direction', 'along z'] },
  thickness: { nouns: ['thickness'], adjectives: ['thick'] },
  depth: { nouns: ['depth'], adjectives: ['deep'] },
  side: { nouns: ['side', 'sides', 'each side', 'side length', 'side lengths', 'sides length', 'edge length', 'edge lengths', 'all sides', 'edges length', 'each edge', 'all edges length', 'equal sides'], adjectives: ['on each side', 'per side'] },
  diameter: { nouns: ['diameter'], adjectives: ['across', 'wide diameter'] },
  radius: { nouns: ['radius'] },
  outer: { nouns: ['od', 'outer diameter', 'outside diameter', 'external diameter', 'overall diameter', 'outer od'] },
  inner: { nouns: ['id', 'inner diameter', 'inside diameter', 'internal diameter'] },
  outerRadius: { nouns: ['outer radius', 'outside radius', 'external radius'] },
  innerRadius: { nouns: ['inner radius', 'inside radius', 'internal radius'] },
  topDiameter: { nouns: ['top diameter', 'upper diameter', 'tip diameter', 'diameter top', 'diameter at top', 'small diameter'] },
  bottomDiameter: { nouns: ['bottom diameter', 'lower diameter', 'base diameter', 'diameter bottom', 'diameter base', 'diameter at base', 'large diameter'] },
  topRadius: { nouns: ['top radius', 'upper radius', 'radius top'] },
  bottomRadius: { nouns: ['bottom radius', 'lower radius', 'base radius', 'radius base', 'radius bottom'] },
  wall: { nouns: ['wall', 'walls', 'wall thickness', 'thick wall', 'thick walls'] },
  acrossFlats: { nouns: ['across flats', 'af', 'flat to flat', 'across flat'] },
  acrossCorners: { nouns: ['across corners', 'corner to corner', 'point to point'] },
  cornerRadius: { nouns: ['corner radius', 'corner rounding', 'corners radius', 'radius corner', 'radius corners', 'radiused corners'] },
  pitchCircle: { nouns: ['pcd', 'bcd', 'bc', 'pitch circle', 'bolt circle', 'hole circle', 'bolt hole circle', 'circle', 'circle diameter', 'pitch circle diameter', 'pitch diameter', 'bolt circle diameter', 'diameter pitch circle', 'diameter bolt circle', 'diameter pcd', 'diameter bcd', 'diameter circle', 'diameter hole circle', 'circular pattern', 'diameter circular pattern', 'bolt pattern', 'circular bolt pattern', 'diameter bolt pattern', 'circle center diameter', 'circle of diameter'] },
  pitchRadius: { nouns: ['pitch circle radius', 'bolt circle radius', 'radius pitch circle', 'radius bolt circle', 'radius circle', 'circle radius', 'circular pattern radius'], adjectives: ['radially from center'] },
  edge: { nouns: ['edge distance', 'edge offset', 'margin', 'inset'], adjectives: [...edgeWords.flatMap((edge) => [`from ${edge}`, `from each ${edge}`, `from every ${edge}`, `from both ${edge}`, `from all ${edge}`, `from adjacent ${edge}`, `from outer ${edge}`, `from nearest ${edge}`, `from plate ${edge}`, `in from each ${edge}`, `in from ${edge}`, `inset from ${edge}`]), 'from each', 'inset from each edge', 'from each corner', 'from corner', 'from corners', 'from corner edges', 'from 2 edges', 'from both adjacent edges', 'from 2 adjacent edges'] },
  endDistance: { adjectives: ['from end', 'from 1 end', 'from ends', 'from each end', 'from either end', 'from both ends'] },
  fromLeft: fromSide('left', 'left hand'),
  fromRight: fromSide('right', 'right hand'),
  fromFront: fromSide('front', 'bottom', 'lower'),
  fromBack: fromSide('back', 'top', 'upper', 'rear'),
  toLeft: { adjectives: ['left center', 'to left center', 'to left', 'to left side', 'left center line', 'left off center'] },
  toRight: { adjectives: ['right center', 'to right center', 'to right', 'to right side', 'right center line', 'right off center'] },
  toFront: { adjectives: ['below center', 'under center', 'to front center', 'in front center'] },
  toBack: { adjectives: ['above center', 'to back center', 'behind center'] },
  fromCenter: { adjectives: ['from center', 'from center line', 'from centerline', 'off center', 'from center axis'] },
  spacingX: { nouns: ['x spacing', 'spacing x', 'column spacing', 'horizontal spacing', 'x pitch', 'pitch x', 'spacing between columns', 'distance between columns', 'spacing x direction', 'pitch x direction', 'horizontal pitch'], adjectives: ['between columns', 'apart x', 'x', 'x direction', 'apart x direction', 'along x', 'along x axis', 'apart horizontal', 'pitch x'] },
  spacingY: { nouns: ['y spacing', 'spacing y', 'row spacing', 'vertical spacing', 'y pitch', 'pitch y', 'spacing between rows', 'distance between rows', 'spacing y direction', 'pitch y direction', 'vertical pitch'], adjectives: ['between rows', 'apart y', 'y', 'y direction', 'apart y direction', 'along y', 'along y axis', 'apart vertical', 'pitch y'] },
  spacing: {
    nouns: ['spacing', 'center to center', 'center to center distance', 'center to center spacing', 'center distance', 'hole spacing', 'pitch', 'distance between', 'distance between holes', 'distance between center', 'spacing between', 'spacing between holes', 'spaced', 'spaced apart', 'gap between'],
    adjectives: ['apart', 'on center', 'between', 'between holes', 'between center', 'apart center to center', 'from each other', 'spacing apart', 'center to center apart', 'spaced apart'],
  },
};

/** "parallel to the long sides", "along the short edge". */
const parallelTo = (...which: readonly string[]): string[] => which.flatMap((long) => [
  ...['side', 'sides', 'edge', 'edges', 'axis', 'center line', 'centerline'].flatMap((line) => ['parallel to', 'parallel with', 'along'].map((way) => `${way} ${long} ${line}`)),
  ...['center line', 'centerline', 'axis'].map((line) => `${long} ${line}`),
]);

/** What else a phrase can say. Numbers in them are those that a prompt writes as digits or words. */
export const termWords: Readonly<Record<string, readonly string[]>> = {
  corner: ['corner'],
  corners: ['corners', '4 corners', 'all corners', 'all 4 corners', '1 each corner', '1 per corner', '4 outer corners', 'outer corners'],
  eachCorner: ['each corner', 'every corner', 'each 4 corners'],
  /** On the top face, or at the top as one looks at it. Nothing takes it, so it is refused. */
  ambiguousPlace: ['top corner', 'top corners', 'top center'],
  center: ['center', 'center face', 'dead center', 'center axis', 'center point', 'geometric center', 'center line', 'centerline'],
  top: ['top', 'top face', 'top surface', 'upper face', 'upper surface', 'up', 'upper', 'upward', 'upwards', 'vertical'],
  bottom: ['bottom', 'bottom face', 'bottom surface', 'underside', 'lower face', 'lower'],
  left: ['left', 'from left to right', 'left face', 'left side', 'left end'],
  right: ['right', 'right face', 'right side', 'right end'],
  front: ['front', 'front face', 'front side', 'from front to back'],
  back: ['back', 'back face', 'rear', 'rear face', 'back side'],
  side: ['side face', 'side surface', 'one side', '1 side', 'side wall', 'side surface', 'from side', 'lateral', 'horizontal', 'sideways'],
  sides: ['both sides', '4 sides', '2 sides', 'each 4 sides', 'side faces', 'every side', 'opposite sides', 'all 4 sides', 'vertical faces'],
  allFaces: ['all faces', 'all 6 faces', 'each face', 'every face', 'each 6 faces', '6 faces', 'all 3 axes', 'all 3 directions', 'each axis', 'each 3 axes'],
  end: ['end', 'one end', 'end face', '1 end'],
  ends: ['ends', 'both ends', 'each end', 'either end', 'two ends', '2 ends', 'opposite ends', 'end faces'],
  face: ['face', 'surface', 'flat face', 'main face', ...['big', 'bigger', 'biggest', 'large', 'larger', 'largest', 'broad', 'wide', 'widest'].flatMap((size) => [`${size} face`, `${size} side`, `${size} surface`, `${size} flat face`])],
  bothEdges: ['both edges', '2 edges'],
  edges: ['edge', 'edges', 'perimeter', 'rim', 'border', 'circular edges', 'circular edge'],
  all: ['all edges', 'every edge', 'all outer edges', 'all external edges', 'all sharp edges', 'all 12 edges', 'all exterior edges', 'all outside edges'],
  vertical: ['vertical edges', 'all vertical edges', '4 vertical edges', 'vertical corners', 'side edges', 'all 4 vertical edges', 'vertical corner edges', 'vertical outer edges', 'outer vertical edges', 'all vertical corners', 'corner edges', 'vertical edge'],
  topEdges: ['top edges', 'top edge', 'all top edges', 'upper edges', 'upper edge', 'top rim', 'edges top face', 'edges top', 'top outer edge', 'top outer edges', 'edges top surface', '4 top edges', 'top perimeter', 'edge top', 'top face edges', 'all edges top face'],
  bottomEdges: ['bottom edges', 'bottom edge', 'all bottom edges', 'lower edges', 'lower edge', 'edges bottom face', 'bottom outer edge', 'bottom face edges', 'edge bottom'],
  outerEdges: ['outer edges', 'outer edge', 'outside edges', 'external edges', 'exterior edges', 'outside edge', 'outer rim'],
  innerEdges: ['inner edges', 'inner edge', 'inside edges', 'inside edge', 'internal edges'],
  insideCorner: ['inside corner', 'inner corner', 'internal corner', 'inside bend', 'inner bend', 'bend', 'inside corners', 'inner corners', 'interior corner'],
  outsideCorner: ['outside corner', 'outer corner', 'outside bend', 'outer bend', 'external corner'],
  eachLeg: ['each leg', 'every leg', 'per leg', 'both legs', 'each arm', 'each side bracket', 'each flange', 'each plate', 'both flanges', 'each face bracket', 'both arms'],
  through: ['through', 'down through', 'through everything', 'down through everything', 'through body', 'through whole body', 'through whole part', 'through part', 'through material', 'through solid', 'from top to bottom', 'top to bottom', 'from one side to other', 'from end to end', 'end to end', 'through all', 'all way through', 'completely through', 'entire thickness', 'full depth', 'through entire', 'through full thickness', 'through whole', 'entire', 'through full', 'through thickness', 'through entire thickness', 'fully through', 'straight through', 'right through', 'all way', 'through entire part'],
  blind: ['blind'],
  tapped: ['tapped', 'threaded', 'thread', 'threads', 'tap', 'tapping'],
  clearance: ['clearance', 'clear', 'clearance fit', 'normal fit', 'normal clearance', 'medium fit', 'standard fit'],
  closeFit: ['close fit', 'close clearance', 'close fit clearance', 'fine fit', 'tight fit'],
  looseFit: ['loose fit', 'loose clearance', 'loose fit clearance', 'coarse fit'],
  fastener: ['bolt', 'bolts', 'screw', 'screws', 'cap screws', 'cap screw', 'socket head cap screw', 'socket head cap screws', 'socket head screws', 'machine screws', 'shcs', 'fasteners', 'flat head screws', 'flat head screw', 'countersunk screws', 'countersunk screw', 'hex bolts', 'socket head', 'pan head screws', 'wood screws'],
  even: ['evenly', 'equally', 'uniformly', 'evenly spaced', 'equally spaced', 'equispaced', 'uniformly spaced', 'evenly distributed', 'equally distributed', 'evenly arranged', 'equidistant', 'equal spacing', 'spaced evenly', 'spaced equally', 'even spacing', 'evenly placed', 'uniformly distributed', 'equal intervals', 'regular intervals', 'distributed evenly', 'symmetric', 'distributed'],
  grid: ['grid', 'grid pattern', 'array', 'matrix', 'rectangular grid', 'rectangular array', 'grid layout', 'square grid'],
  pattern: ['square pattern', 'rectangular pattern', 'pattern', 'hole pattern', 'rectangle', 'rectangular hole pattern', 'square hole pattern', 'square arrangement', 'rectangular arrangement'],
  alongEdge: ['along 1 edge', 'along 1 long edge', 'along long edge', 'along 1 long side', 'along 1 side', 'along edge', 'along bottom edge', 'along front edge'],
  row: ['row', 'in row', 'line', 'in line', 'straight line', 'inline', 'linear pattern', 'single row', 'linear array', 'linear row', '1 row', 'single line'],
  along: ['along', 'lengthwise', 'lengthways', 'longitudinally', 'longitudinal', 'axially', 'axial', 'along axis', 'through axis', 'along center axis', 'along center line', 'along centerline', 'along its axis', 'along longitudinal axis', 'longitudinal axis', 'along entire', 'along full', 'axis', 'down center', 'through center axis', 'through longitudinal axis', 'down axis'],
  radial: ['radial', 'cross', 'perpendicular to axis', 'transverse', 'crosswise', 'through wall', 'across axis', 'through both walls', 'through curved surface', 'curved surface', 'curved side'],
  /** Of a hollow part: not out again at the other side. */
  oneWall: ['through 1 wall', 'through 1 side', 'through 1 wall only', 'through 1 side only', 'through only 1 wall', 'in 1 wall', 'in 1 wall only', '1 wall only', '1 wall'],
  square: ['square'],
  longWays: parallelTo('long', 'longer', 'longest'),
  shortWays: parallelTo('short', 'shorter', 'shortest'),
  alongX: ['along x', 'along x axis', 'parallel to x', 'parallel to x axis', 'x direction', 'along x direction', 'through x', 'x axis'],
  alongY: ['along y', 'along y axis', 'parallel to y', 'parallel to y axis', 'y direction', 'along y direction', 'through y', 'y axis'],
  alongZ: ['along z', 'along z axis', 'parallel to z', 'parallel to z axis', 'z direction', 'along z direction', 'through z', 'z axis'],
  /** Of a plate: taken when it has holes. */
  perforated: ['perforated', 'pierced'],
  standing: ['standing', 'upright', 'standing up', 'on end'],
  lying: ['lying', 'lying down'],
};

export type Term = keyof typeof termWords;
