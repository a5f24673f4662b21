const walls = ['wall', 'walls', 'side walls', 'sides'];
const floors = ['floor', 'bottom', 'base'];
const kindsOfWall = ['', 'side ', 'straight ', 'vertical ', 'straight side '];

/** How the thickness of the walls and of the floor of a hollow part are called. */
export const floorWords = {
  wall: [
    ...walls.flatMap((wall) => floors.flatMap((floor) => [`${wall} and ${floor}`, `${floor} and ${wall}`])),
    ...kindsOfWall.flatMap((kind) => [`${kind}wall`, `${kind}walls`, `${kind}wall thickness`]),
  ].flatMap((wall) => [wall, `thick ${wall}`, `${wall} thickness`, `${wall} all around`, `${wall} all round`]),
  floor: floors.flatMap((floor) => [floor, `thick ${floor}`, `${floor} thickness`, `${floor} wall`]),
} as const;

const tops = ['top', 'at the top', 'at top', 'on top', 'topped', 'upwards'];

export const openWords: readonly string[] = [
  ...['open', 'open box', 'top open', 'top is open', 'open top face', 'without a top', 'no top', 'no lid'],
  ...tops.map((top) => `open ${top}`),
];
