import type * as v from 'valibot';

type Schema = v.GenericSchema;

/** How a schema is worded: the names of schemas that are told once, and what is said beside keys and variants. */
export interface SchemaWords {
  /** Told by their name instead of by what they hold. */
  readonly names: ReadonlyMap<Schema, string>;
  /** By `Name.variant` of a named union, or by `Name` for a whole one: what is said after it. */
  readonly notes: Readonly<Record<string, string>>;
  /** Keys that are not told, as `Name.key`. */
  readonly silent: ReadonlySet<string>;
}

/** Types that a key tells by its name: what isn't told else is a number, a length of them in mm. */
const obvious: ReadonlySet<string> = new Set(['mm', 'number', 'boolean', 'string', 'degrees']);

/** What there is in a schema of valibot besides its types. */
interface Inner {
  readonly type: string;
  readonly entries?: Readonly<Record<string, Schema>>;
  readonly options?: readonly unknown[];
  readonly literal?: unknown;
  readonly wrapped?: Schema;
  readonly item?: Schema;
  readonly items?: readonly Schema[];
  readonly key?: string;
}

/**
 * Words schemas as types in the manner of TypeScript, so that what a language model is told is what the kernel checks.
 * A note that nothing has, and a variant without a name, throw: the words would have drifted from the schema.
 */
export class SchemaText {
  readonly #words: SchemaWords;
  readonly #notesLeft: Set<string>;
  readonly #silentLeft: Set<string>;

  constructor(words: SchemaWords) {
    this.#words = words;
    this.#notesLeft = new Set(Object.keys(words.notes));
    this.#silentLeft = new Set(words.silent);
  }

  /** A named schema with all that it holds: `Name = …`. */
  declare(name: string, schema: Schema): string {
    const note = this.#note(name);
    const definition = this.#definition(schema, name);
    const isLong = definition.includes('\n');
    return isLong ? `${name} =${note}${definition}` : `${name} = ${definition}${note}`;
  }

  /** @throws Error when a note or a silent key belongs to nothing that was told */
  end(): void {
    const left = [...this.#notesLeft, ...this.#silentLeft];
    if (left.length > 0) throw new Error(`The schema has no ${left.join(', ')}.`);
  }

  #note(at: string): string {
    const note = this.#words.notes[at];
    this.#notesLeft.delete(at);
    return note === undefined ? '' : ` // ${note}`;
  }

  #type(schema: Schema, owner: string): string {
    return this.#words.names.get(schema) ?? this.#definition(schema, owner);
  }

  #definition(schema: Schema, owner: string): string {
    const inner = schema as unknown as Inner;
    const { type, options = [] } = inner;
    if (type === 'strict_object') return this.#object(inner.entries ?? {}, owner);
    if (type === 'variant') return this.#variants(options as readonly Schema[], inner.key ?? '', owner);
    if (type === 'union') return options.map((option) => this.#type(option as Schema, owner)).join('|');
    if (type === 'picklist') return options.map((option) => JSON.stringify(option)).join('|');
    if (type === 'literal') return JSON.stringify(inner.literal);
    if (type === 'tuple') return `[${(inner.items ?? []).map((item) => this.#type(item, owner)).join(',')}]`;
    if (type === 'array') return this.#array(inner.item, owner);
    if (type === 'optional') return inner.wrapped ? this.#type(inner.wrapped, owner) : 'any';
    if (type === 'number' || type === 'string' || type === 'boolean') return type;
    throw new Error(`There are no words for a schema of the type ${type}.`);
  }

  #array(item: Schema | undefined, owner: string): string {
    const text = item ? this.#type(item, owner) : 'any';
    return `${/^\w+$|^\[[^|]*\]$|^\{[^|]*\}$/.test(text) ? text : `(${text})`}[]`;
  }

  #object(entries: Readonly<Record<string, Schema>>, owner: string): string {
    return `{ ${this.#entries(entries, owner).join(', ')} }`;
  }

  #entries(entries: Readonly<Record<string, Schema>>, owner: string): readonly string[] {
    return Object.entries(entries)
      .filter(([key]) => !this.#isSilent(`${owner}.${key}`))
      .map(([key, schema]) => {
        const type = this.#type(schema, owner);
        const mark = isOptional(schema) ? '?' : '';
        return obvious.has(type) ? `${key}${mark}` : `${key}${mark}: ${type}`;
      });
  }

  #isSilent(at: string): boolean {
    this.#silentLeft.delete(at);
    return this.#words.silent.has(at);
  }

  /** What all variants have is told once, before them. */
  #variants(options: readonly Schema[], key: string, owner: string): string {
    const named = options.flatMap((option) => this.#words.names.get(option) ?? []);
    const each = options.map((option) => (option as unknown as Inner).entries ?? {}).filter((one) => key in one);
    const shared = Object.entries(each[0] ?? {}).filter(
      ([name, schema]) => each.length > 1 && name !== key && each.every((entries) => entries[name] === schema),
    );
    const sharedNames = new Set(shared.map(([name]) => name));
    const own = each.map((entries) => {
      const tag = entries[key] ? this.#definition(entries[key], owner) : '';
      const left = Object.fromEntries(Object.entries(entries).filter(([name]) => !sharedNames.has(name)));
      return `${this.#object(left, owner)}${this.#note(`${owner}.${tag.split('"')[1] ?? ''}`)}`;
    });
    const lines = [...named, ...own];
    if (lines.length <= 2) return lines.join(' | ');
    if (sharedNames.size === 0) return `\n| ${lines.join('\n| ')}`;
    return `\n${this.#object(Object.fromEntries(shared), owner)} & (\n| ${lines.join('\n| ')}\n)`;
  }
}

function isOptional(schema: Schema): boolean {
  return (schema as unknown as Inner).type === 'optional';
}
