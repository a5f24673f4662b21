/** Numbers that are the same in each run with a seed. */
export function randomOf(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

/** What something has happened to: a byte is another one, its end is gone, or a stretch is there twice or not. */
export function mutated(original: Uint8Array, random: (below: number) => number): Uint8Array<ArrayBuffer> {
  const bytes = Uint8Array.from(original);
  const at = random(bytes.length);
  switch (random(4)) {
    case 0:
      bytes[at] = random(256);
      return bytes;
    case 1:
      return bytes.slice(0, at);
    case 2:
      return Uint8Array.from([...bytes.slice(0, at), ...bytes.slice(at, at + 64), ...bytes.slice(at)]);
    default:
      return Uint8Array.from([...bytes.slice(0, at), ...bytes.slice(at + 1 + random(60))]);
  }
}
