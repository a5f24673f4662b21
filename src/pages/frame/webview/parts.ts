import { element } from './dom';

/** A button that keeps the focus when its part of the page is drawn anew: `key` says which one it is. */
export function button(
  key: string,
  label: string,
  onClick: () => void,
  attributes: Readonly<Record<string, string>> = {},
): HTMLButtonElement {
  const made = element('button', { type: 'button', 'data-key': key, ...attributes }, label);
  made.addEventListener('click', onClick);
  return made;
}

/** A heading and what is below it; nothing when there is nothing below it. */
export function headed(heading: string, ...nodes: readonly Node[]): readonly Node[] {
  return nodes.length === 0 ? [] : [element('h2', {}, heading), ...nodes];
}

/** Names and values. */
export function facts(
  rows: readonly (readonly [key: string, label: string, value: string | Node | undefined])[],
): HTMLElement {
  const shown = rows.flatMap(([key, label, value]) =>
    value === undefined
      ? []
      : [element('div', { 'data-fact': key }, element('dt', {}, label), element('dd', {}, value))],
  );
  return element('dl', { class: 'facts' }, ...shown);
}

/** A table with a caption for those who don't see what is above it. */
export function table(
  caption: string,
  heads: readonly string[],
  rows: readonly (readonly [string, ...(string | Node)[]])[],
): HTMLElement {
  const head = element('thead', {}, element('tr', {}, ...heads.map((text) => element('th', { scope: 'col' }, text))));
  const body = element(
    'tbody',
    {},
    ...rows.map(([name, ...cells]) =>
      element('tr', {}, element('th', { scope: 'row' }, name), ...cells.map((cell) => element('td', {}, cell))),
    ),
  );
  return element(
    'div',
    { class: 'table', tabindex: '0', role: 'region', 'aria-label': caption },
    element('table', {}, element('caption', {}, caption), head, body),
  );
}
