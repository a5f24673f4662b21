import type { ModelMesh } from '../../kernel/stepModel';
import { element } from '../../pages/frame/webview/dom';
import type { Formatter } from './facts';
import { swatchOf } from './swatch';

/** A single part without a name needs no list. */
export function isListed({ parts }: ModelMesh): boolean {
  return parts.length > 1 || (parts[0]?.name ?? '') !== '';
}

/** The names of the parts, all different. */
export function namesOf({ parts, faceStarts }: ModelMesh, format: Formatter): string[] {
  const names = parts.map(({ name, solid, role }, at) => {
    const own =
      name !== '' ? name : format.text(solid || faceStarts.length === 0 ? 'part' : 'surfaces', String(at + 1));
    return role ? `${own} (${format.text(`role_${role}`)})` : own;
  });
  return distinct(names);
}

/** Names of files and products are single words, which may break after these marks. */
function nameOf(name: string): HTMLElement {
  const pieces = name.split(/(?<=[_\-./\\:,;])/).flatMap((piece, at) => (at === 0 ? [piece] : [element('wbr'), piece]));
  return element('span', { class: 'name' }, ...pieces);
}

/** Adds numbers to names that occur several times. */
function distinct(names: readonly string[]): string[] {
  const total = new Map<string, number>();
  for (const name of names) total.set(name, (total.get(name) ?? 0) + 1);
  const taken = new Set([...total].filter(([, count]) => count === 1).map(([name]) => name));
  const next = new Map<string, number>();
  return names.map((name) => {
    if (total.get(name) === 1) return name;
    let number = next.get(name) ?? 1;
    while (taken.has(`${name} (${number})`)) number++;
    next.set(name, number + 1);
    return `${name} (${number})`;
  });
}

/**
 * The list of the parts, each with a box that shows or hides it. The browser doesn't draw what is out of sight, so the
 * list may be long; for the keyboard and screen readers it is complete.
 */
export function partList(
  mesh: ModelMesh,
  names: readonly string[],
  hidden: readonly number[],
  format: Formatter,
  onVisible: (parts: readonly number[], visible: boolean) => void,
): HTMLElement {
  const isHidden = new Set(hidden);
  const list = element('ul');
  const boxes = names.map((name, at) => {
    const box = element('input', {
      type: 'checkbox',
      'aria-label': format.text('show', name),
      'data-part': String(at),
    });
    box.checked = !isHidden.has(at);
    const row = element('label', { title: name }, box, swatchOf(mesh, at), nameOf(name));
    list.append(element('li', {}, row));
    return box;
  });
  list.addEventListener('change', ({ target }) => {
    const box = target as HTMLInputElement;
    onVisible([Number(box.dataset['part'])], box.checked);
  });
  const button = (key: string, shown: boolean): HTMLButtonElement => {
    const made = element('button', { type: 'button' }, format.text(key));
    made.addEventListener('click', () => {
      for (const box of boxes) box.checked = shown;
      onVisible([...boxes.keys()], shown);
    });
    return made;
  };
  const buttons = element('div', { class: 'row' }, button('showAll', true), button('hideAll', false));
  return element(
    'div',
    {},
    element('h2', {}, `${format.text('parts')} (${format.number(names.length)})`),
    ...(names.length > 1 ? [buttons] : []),
    list,
  );
}
