import type { Family } from '../family';
import { ballBearing } from './ballBearing';
import { boltedPlate } from './boltedPlate';
import { enclosure, tray } from './enclosure';
import { flangedTube } from './flangedTube';
import { gearPair, rack, spurGear } from './gears';
import { cup, hollowBox, hollowCylinder, hollowSphere, lensCap } from './hollow';
import { knob } from './knobs';
import { hexNut, washer } from './nuts';
import { hBeam, iBeam, lProfile, tProfile, uProfile, zProfile } from './profiles';
import { polygonCup, polygonTube } from './polygonHollow';
import { pulley, vPulley } from './pulleys';
import { countersunkScrew, hexBolt, setScrew, socketScrew, threadedRod } from './screws';
import { shaft } from './shafts';
import { bushing, flangedBushing, shaftCollar, spacer, standoff } from './sleeves';

/** The families whose features are made in `src/local/geometry`. */
export const builtFamilies: readonly Family[] = [
  flangedTube,
  polygonCup,
  polygonTube,
  hollowBox,
  hollowCylinder,
  hollowSphere,
  enclosure,
  tray,
  lensCap,
  cup,
  iBeam,
  hBeam,
  tProfile,
  uProfile,
  lProfile,
  zProfile,
  shaft,
  spacer,
  bushing,
  flangedBushing,
  standoff,
  shaftCollar,
  vPulley,
  pulley,
  knob,
  hexBolt,
  socketScrew,
  countersunkScrew,
  setScrew,
  threadedRod,
  hexNut,
  washer,
  ballBearing,
  gearPair,
  spurGear,
  rack,
  boltedPlate,
];
