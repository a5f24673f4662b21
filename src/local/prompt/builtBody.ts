import type { FamilyPart } from '../geometry/family';
import type { Body } from './family';
import type { Said } from './said';

/** A part that `src/local/geometry` gave, as a body of the reader. */
export function builtBody(
  part: FamilyPart,
  {
    size,
    surfaces = [],
    corners = false,
  }: { readonly size: Body['size'] } & Partial<Pick<Body, 'surfaces' | 'corners'>>,
): Body {
  const [first, ...others] = part.parts;
  return {
    name: part.name,
    text: part.text,
    features: first?.features ?? [],
    details: part.features,
    surfaces,
    size,
    corners,
    ...(first && others.length > 0 ? { first: { name: first.name, color: first.color }, others } : {}),
  };
}

/** What is given, without the keys of what isn't: the optional sizes of a family. */
export function given<Sizes extends object>(sizes: Sizes): { [Key in keyof Sizes]?: Exclude<Sizes[Key], undefined> } {
  return Object.fromEntries(Object.entries(sizes).filter(([, value]) => value !== undefined)) as {
    [Key in keyof Sizes]?: Exclude<Sizes[Key], undefined>;
  };
}

/** Takes a size of a thing, or of a member whose clause it was said in: "with a 5 mm web, 300 mm long". */
export function sizeOfAny(things: readonly Said[], ...names: readonly string[]): number | undefined {
  for (const thing of things) {
    const value = thing.size(...names);
    if (value !== undefined) return value;
  }
  return undefined;
}

/** Takes the thickness of a member: "a 5 mm web", "a web 5 mm thick". */
export function thicknessOf(members: readonly Said[]): number | undefined {
  return (
    sizeOfAny(members, 'thickness', 'wall') ??
    members.map(({ lengths }) => lengths.shift()).find((length) => length !== undefined)
  );
}
