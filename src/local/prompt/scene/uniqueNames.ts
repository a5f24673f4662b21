import type { Direction, Feature } from '../../../kernel/specification';
import type { Thing } from '../grammar/description';

/** A feature of the part: its name, and where its face points to. */
export interface Made {
  readonly name: string;
  readonly direction: Direction;
}

/** Gives each feature a name of its own, by which its edges can be found, and knows which ones a thing has. */
export class UniqueNames {
  readonly #made = new Map<Thing, Made[]>();
  readonly #used = new Set<string>();

  named<Kind extends Feature>(feature: Kind, thing: Thing): Kind {
    let { name } = feature;
    for (let number = 2; this.#used.has(name); number++) name = `${feature.name} (${number})`;
    this.#used.add(name);
    const direction = 'direction' in feature ? (feature.direction ?? 'z') : 'z';
    this.#made.set(thing, [...this.of(thing), { name, direction }]);
    return { ...feature, name };
  }

  /** The features that a thing has become so far. */
  readonly of = (thing: Thing): readonly Made[] => this.#made.get(thing) ?? [];
}

/** "2 × step of 20 mm by 5 mm": each name once, with how often it is there. */
export function countedNames(names: readonly string[]): string[] {
  return [...new Set(names)].map((name) => {
    const count = names.filter((one) => one === name).length;
    return count === 1 ? name : `${count} × ${name}`;
  });
}
