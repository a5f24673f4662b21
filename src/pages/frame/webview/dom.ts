type Attributes = Readonly<Record<string, string | boolean | undefined>>;

/** Makes an element. Text only ever goes in as text: nothing of a file becomes HTML. */
export function element<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes: Attributes = {},
  ...children: readonly (Node | string)[]
): HTMLElementTagNameMap[K] {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === true) made.setAttribute(name, '');
    else if (typeof value === 'string') made.setAttribute(name, value);
  }
  made.append(...children);
  return made;
}

/** Fills the places {0}, {1} of a text; one that has no value stays empty. */
export function filled(text: string, ...values: readonly (string | number)[]): string {
  return text.replace(/\{(\d)\}/g, (_place, at: string) => String(values[Number(at)] ?? ''));
}
