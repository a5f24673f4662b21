import type { Surface } from './surface';

/** The six faces of a block that stands on Z = 0, the top first. */
export function blockSurfaces(length: number, width: number, height: number): Surface[] {
  const middle = height / 2;
  return [
    {
      name: 'top',
      center: [0, 0, height],
      direction: 'z',
      outline: { kind: 'rectangle', size: [length, width] },
      depth: height,
      text: 'the top face',
    },
    {
      name: 'bottom',
      center: [0, 0, 0],
      direction: '-z',
      outline: { kind: 'rectangle', size: [length, width] },
      depth: height,
      text: 'the bottom face',
    },
    {
      name: 'front',
      center: [0, -width / 2, middle],
      direction: '-y',
      outline: { kind: 'rectangle', size: [length, height] },
      depth: width,
      text: 'the front face',
    },
    {
      name: 'back',
      center: [0, width / 2, middle],
      direction: 'y',
      outline: { kind: 'rectangle', size: [length, height] },
      depth: width,
      text: 'the back face',
    },
    {
      name: 'right',
      center: [length / 2, 0, middle],
      direction: 'x',
      outline: { kind: 'rectangle', size: [width, height] },
      depth: length,
      text: 'the right face',
    },
    {
      name: 'left',
      center: [-length / 2, 0, middle],
      direction: '-x',
      outline: { kind: 'rectangle', size: [width, height] },
      depth: length,
      text: 'the left face',
    },
  ];
}

/** The ends and the curved side of a cylinder that stands on Z = 0. */
export function cylinderSurfaces(diameter: number, height: number, bore?: number): Surface[] {
  const open = bore === undefined ? {} : { bore };
  return [
    {
      name: 'top',
      center: [0, 0, height],
      direction: 'z',
      outline: { kind: 'circle', diameter },
      depth: height,
      text: 'the top face',
      ...open,
    },
    {
      name: 'bottom',
      center: [0, 0, 0],
      direction: '-z',
      outline: { kind: 'circle', diameter },
      depth: height,
      text: 'the bottom face',
      ...open,
    },
    {
      name: 'side',
      center: [diameter / 2, 0, height / 2],
      direction: 'x',
      outline: { kind: 'side', diameter, length: height },
      depth: diameter,
      text: 'the curved side',
    },
  ];
}

/** A surface of this name. */
export function surfaceOf(surfaces: readonly Surface[], ...names: readonly string[]): Surface | undefined {
  return names.map((wanted) => surfaces.find(({ name }) => name === wanted)).find((surface) => surface !== undefined);
}

/** The ends of a cone that stands on Z = 0: its side is no face that a feature can be put on. */
export function coneSurfaces(bottom: number, top: number, height: number): Surface[] {
  return [
    {
      name: 'top',
      center: [0, 0, height],
      direction: 'z',
      outline: { kind: 'circle', diameter: top },
      depth: height,
      text: 'the top face',
    },
    {
      name: 'bottom',
      center: [0, 0, 0],
      direction: '-z',
      outline: { kind: 'circle', diameter: bottom },
      depth: height,
      text: 'the bottom face',
    },
  ];
}
