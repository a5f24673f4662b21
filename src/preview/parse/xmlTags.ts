/** A start tag: its name without a namespace prefix, and its attributes. */
export interface Tag {
  readonly name: string;
  /** An attribute by its name without a prefix. */
  get(attribute: string): string | undefined;
}

/** The start tags of an XML text in their order. Text, comments, entities in attributes and end tags aren't needed for 3MF. */
export function* tagsOf(text: string): Generator<Tag> {
  const pattern = /<!--[^]*?-->|<(?:[A-Za-z_][\w.-]*:)?([A-Za-z_][\w.-]*)((?:\s+[\w:.-]+\s*=\s*(?:"[^"]*"|'[^']*'))*)\s*\/?>/g;
  for (let match = pattern.exec(text); match; match = pattern.exec(text)) {
    const [, name, attributes = ''] = match;
    if (name === undefined) continue;
    yield { name, get: (attribute) => attributeOf(attributes, attribute) };
  }
}

function attributeOf(attributes: string, name: string): string | undefined {
  for (let at = attributes.indexOf(`${name}=`); at !== -1; at = attributes.indexOf(`${name}=`, at + 1)) {
    const before = attributes[at - 1];
    const quote = attributes[at + name.length + 1];
    if ((before === undefined || /[\s:]/.test(before)) && (quote === '"' || quote === "'")) {
      const start = at + name.length + 2;
      return attributes.slice(start, attributes.indexOf(quote, start));
    }
  }
  return undefined;
}
