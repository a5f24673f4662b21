import { angleProfile } from '../../../../src/local/geometry/profiles/angleProfile';
import { channel } from '../../../../src/local/geometry/profiles/channel';
import { iBeam } from '../../../../src/local/geometry/profiles/iBeam';
import { teeProfile } from '../../../../src/local/geometry/profiles/teeProfile';
import { zProfile } from '../../../../src/local/geometry/profiles/zProfile';
import { buildCases, made, refuses } from '../../../support/families';

/** What a fillet of a right inner corner adds to a section. */
const root = (radius: number): number => (1 - Math.PI / 4) * radius ** 2;

buildCases('profiles by length', [
  {
    name: 'an I-beam',
    make: () => made(iBeam, { height: 100, flangeWidth: 50, webThickness: 5, flangeThickness: 8, length: 300 }),
    volume: (2 * 50 * 8 + 84 * 5) * 300,
    box: [300, 50, 100],
  },
  {
    name: 'an I-beam with equal thicknesses',
    make: () => made(iBeam, { height: 80, flangeWidth: 40, webThickness: 4, length: 1000 }),
    volume: (2 * 40 * 4 + 72 * 4) * 1000,
    box: [1000, 40, 80],
  },
  // The section of an IPE 200 as EN 10365 lists it: 28.5 cm².
  {
    name: 'an I-beam with root radii',
    make: () =>
      made(iBeam, {
        height: 200,
        flangeWidth: 100,
        webThickness: 5.6,
        flangeThickness: 8.5,
        rootRadius: 12,
        length: 500,
      }),
    volume: (2 * 100 * 8.5 + 183 * 5.6 + 4 * root(12)) * 500,
    box: [500, 100, 200],
  },
  {
    name: 'an H-beam',
    make: () =>
      made(iBeam, {
        height: 100,
        flangeWidth: 100,
        webThickness: 6,
        flangeThickness: 10,
        length: 200,
        called: 'H-beam',
      }),
    volume: (2 * 100 * 10 + 80 * 6) * 200,
    box: [200, 100, 100],
  },
  {
    name: 'a T-profile',
    make: () => made(teeProfile, { height: 60, flangeWidth: 40, webThickness: 5, flangeThickness: 6, length: 250 }),
    volume: (40 * 6 + 54 * 5) * 250,
    box: [250, 40, 60],
  },
  {
    name: 'a T-profile with root radii',
    make: () => made(teeProfile, { height: 60, flangeWidth: 40, webThickness: 5, rootRadius: 4, length: 250 }),
    volume: (40 * 5 + 55 * 5 + 2 * root(4)) * 250,
    box: [250, 40, 60],
  },
  {
    name: 'a U-profile',
    make: () => made(channel, { height: 80, flangeWidth: 45, webThickness: 6, flangeThickness: 8, length: 400 }),
    volume: (2 * 45 * 8 + 64 * 6) * 400,
    box: [400, 45, 80],
  },
  {
    name: 'a U-profile with root radii',
    make: () => made(channel, { height: 80, flangeWidth: 45, webThickness: 6, rootRadius: 5, length: 400 }),
    volume: (2 * 45 * 6 + 68 * 6 + 2 * root(5)) * 400,
    box: [400, 45, 80],
  },
  {
    name: 'an L-profile',
    make: () => made(angleProfile, { height: 40, width: 30, thickness: 4, length: 150 }),
    volume: (40 + 30 - 4) * 4 * 150,
    box: [150, 30, 40],
  },
  {
    name: 'an L-profile with equal legs and a root radius',
    make: () => made(angleProfile, { height: 50, thickness: 5, rootRadius: 7, length: 600 }),
    volume: ((50 + 50 - 5) * 5 + root(7)) * 600,
    box: [600, 50, 50],
  },
  {
    name: 'a Z-profile',
    make: () => made(zProfile, { height: 60, flangeWidth: 30, webThickness: 5, flangeThickness: 4, length: 100 }),
    volume: (2 * 30 * 4 + 52 * 5) * 100,
    box: [100, 55, 60],
  },
]);

describe('impossible profiles', () => {
  refuses(iBeam, [
    [
      { height: 20, flangeWidth: 50, webThickness: 5, flangeThickness: 10, length: 100 },
      /Two flanges of 10 mm leave no web in a height of 20 mm/,
    ],
    [
      { height: 100, flangeWidth: 5, webThickness: 5, length: 100 },
      /A web of 5 mm is as thick as the flanges of 5 mm are wide/,
    ],
    [
      { height: 100, flangeWidth: 50, webThickness: 5, rootRadius: 30, length: 100 },
      /A radius of 30 mm does not fit on a side of 22.5 mm/,
    ],
    [{ height: 0, flangeWidth: 50, webThickness: 5, length: 100 }, /The height can’t be 0 mm/],
    [{ height: 100, flangeWidth: 50, webThickness: 5, length: Number.NaN }, /The length can’t be NaN mm/],
  ]);
  refuses(teeProfile, [
    [
      { height: 6, flangeWidth: 40, webThickness: 5, flangeThickness: 6, length: 250 },
      /A flange of 6 mm leaves no web/,
    ],
  ]);
  refuses(channel, [
    [{ height: 12, flangeWidth: 45, webThickness: 6, length: 400 }, /Two flanges of 6 mm leave no web/],
  ]);
  refuses(angleProfile, [
    [{ height: 40, width: 4, thickness: 4, length: 150 }, /A thickness of 4 mm leaves nothing of the legs/],
  ]);
  refuses(zProfile, [[{ height: 60, flangeWidth: 4, webThickness: 5, length: 100 }, /as thick as the flanges/]]);
});
