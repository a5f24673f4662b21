import { Phrases, wordSet, type Cursor } from './cursor';

/** Words that join what stands around them. */
export const glue = wordSet(
  `a an the of is are be being has have having with and plus by it its as at in on to which that this these those there then
  was were been also both each from so-called also s whose`,
);

/** Words that say nothing of the shape: requests, steps, work, files, materials and finishes. */
export const silent = wordSet(
  `starting beginning make makes made create creates creating generate design designing model modeling modelled modeled draw drawing build produce
  give gives provide construct sketch sketching please i we me my our need needs want wants would like d ll m you your can could should
  shall will let us lets start starts begin begins first firstly second secondly third then next now last lastly finally after
  before that step steps operation operations order described description follows following below here number
  part parts one ones single simple basic plain ordinary standard solid flat new quick workflow plan task cad file files
  export exported output save saved write written result format step stl stp dxf glb 3mf parametric keep editable manifold
  watertight closed print printed printable print-ready cnc machined milled turned cast printing machining
  dimension dimensions row set pattern group line followed size sizes sized measures measure measuring measured given unit units
  aluminum aluminium steel stainless brass bronze copper plastic pla petg abs nylon wood delrin acrylic titanium iron mild
  hardened deburred anodized anodised painted black blasted bead polished ground
  mounting cover sensor electronics regular long whole entire same identical equal equally
  throughout everywhere exactly just only simply rather quite about approximately roughly nominal overall total all around
  too rotated turned running lies lie sits sit stands stand goes going go runs run comes come gets get carries carry located positioned placed put place
  add added adding take taken use used using form formed shape shaped join joined together connected attached
  cut cuts cutting drill drilled drilling bore bored mill remove removed extrude extruded extruding pad padded
  straight right out up down upwards upward downwards symmetric symmetrically straight-sided
  into passes pass passing meeting meet meets attached fixed standing sitting lying resting equally seen from above it they them its their this body object component item thing something
  parameter parameters value values property properties spec specs specification specifications requirement requirements
  openscad cadquery freecad solidworks onshape fusion script code style shown saved stored name named called thanks thank hi hello
  everybody kindly okay ok hey hiya greetings cheers dear regards looking am kid kids son daughter friend boss type out material materials finish finishes general tolerances oxide zinc nickel chrome plated
  galvanized powder coated coating passivated brushed matte glossy clear saved
  seen from above it they them its their this body object component item thing something
  everyone everybody sorry
  pls plz thx ta guys folks anyone anybody somebody someone today children basically actually thingy
  bone clay granite marble slate leather felt cardboard silver gold teak walnut maple mahogany spruce birch bamboo mdf hdpe pvc asa tpu pmma kevlar
  carbon rubber wooden oak beech pine plywood quartz ptfe peek pom fiber ceramic silicone cork
  oriented orientated
  finished evenly spaced arranged distributed spread equally respectively each per`,
);

export const articles = wordSet('a an');

/** What an article may stand before though no thing is named: "in a row", "from a single piece", "a STEP file". */
const silentNouns = wordSet(
  `part body object component item piece solid thing model design drawing sketch file workflow plan task format
  stl dxf glb row set pattern group order total print result description number unit size`,
);

/** Whether what "a" stands before is read by itself, or says nothing up to a noun, as "with a flat" doesn't. */
export function isSilentPhrase(cursor: Cursor): boolean {
  for (let ahead = 1; ; ahead++) {
    const word = cursor.word(ahead);
    if (word === undefined) return ahead === 1 && cursor.peek(1) !== undefined && cursor.stop(1) === undefined;
    if (silentNouns.has(word)) return true;
    if (!silent.has(word) && !isMaterial(word)) return ahead === 1;
  }
}

/** What follows one of these, up to the next comma or full stop, tells what a part is for or like. */
export const purposes = wordSet('for like');

/** Phrases that say nothing of the shape, though their words could. */
export const silentPhrases = new Phrases<true>(
  [
    'closed solid',
    'from above',
    '3d model of',
    'cad model of',
    ...['stl', 'stl file', 'step file', 'cad file', '3d file'].map((file) => `${file} of`),
    'finished off',
    'all the way',
    'watertight solid',
    'in a triangle',
    ...['a', 'one', 'a single'].map((one) => `in ${one} row`),
    ...['treads', 'risers', 'steps'].flatMap((one) => [`all ${one} equal`, `${one} are equal`, `all ${one} are equal`]),
    ...['all treads and risers', 'treads and risers', 'all steps'].flatMap((all) => [
      `${all} equal`,
      `${all} are equal`,
    ]),
    ...['bottom', 'top', 'lower', 'upper', 'vertical', 'other', 'inner', 'outer'].flatMap((which) =>
      ['', 'the '].flatMap((the) =>
        ['edges', 'corners'].flatMap((edges) =>
          ['', 'left ', 'stay ', 'remain ', 'are '].map((are) => `${the}${which} ${edges} ${are}sharp`),
        ),
      ),
    ),
    'as a revolved body',
    'as a turned part',
    'export as',
    'of it',
    'shell the box and remove the top face',
    'all round',
    'all over',
    'all the way around',
    'all around',
    'in mm',
    'everything parametric',
    'closed shell',
    'how about',
    'what about',
    'what would',
    'nothing else',
    'nothing more',
    'break all sharp edges',
    'break sharp edges',
    'break all edges',
    'all edges deburred',
    'so that it measures',
    'am looking for',
    'm looking for',
    'looking for',
    'of different size',
    'of different sizes',
    'of different diameters',
    'solid underneath',
    'solid below',
    'sharp edges',
    'sharp corners',
    'sharp corners inside and out',
    'sharp corners inside and outside',
    'sharp edges inside and out',
    'sharp edged',
    'sharp cornered',
    'corners sharp',
    'edges sharp',
    'all corners sharp',
    'outside and inside corners sharp',
    'break nothing',
    'union of',
    'in one plane',
    'good morning',
    'good afternoon',
    'good evening',
    'thanks a lot',
    'thanks a lot in advance',
    'thank you so much',
    'thanks so much',
    'many thanks',
    'many thanks in advance',
    'thanks in advance',
    'thank you very much',
    'thank you in advance',
    '3d print',
    '3d printed',
    '3d printing',
    '3d model',
    '3d printable',
    'the top is flat',
    'the bottom is flat',
    'best regards',
    'kind regards',
  ].map((phrase) => [phrase, true] as const),
);

/** Names of alloys, standards and files: "42crmo4", "din6885", "1.4301", "plate.step". */
export function isMaterial(word: string | undefined): boolean {
  return word !== undefined && (/^(?=.*\d)[a-z\d.-]{3,20}$/.test(word) || fileName.test(word));
}

const fileName = /^[^.]+\.(?:stl|step|stp|dxf|3mf|glb|obj|igs|iges|pdf|dwg|scad|py|json|sldprt|fcstd|f3d)$/;
