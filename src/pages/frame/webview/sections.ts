/**
 * Parts of a page that are redrawn only when what they show has changed: otherwise selected text stays selected, and a
 * button keeps the focus.
 */
export class Sections<View> {
  readonly #parts: { readonly element: HTMLElement; readonly draw: (view: View) => readonly Node[]; drawn: string }[] =
    [];

  /** Adds a part. @param draw gives what is in it; the part is hidden while that is nothing */
  add(element: HTMLElement, draw: (view: View) => readonly Node[]): HTMLElement {
    this.#parts.push({ element, draw, drawn: '' });
    element.hidden = true;
    return element;
  }

  show(view: View): void {
    for (const part of this.#parts) {
      const nodes = part.draw(view);
      const drawn = nodes.map(asText).join('');
      if (drawn === part.drawn) continue;
      part.drawn = drawn;
      const focused = part.element.contains(document.activeElement)
        ? document.activeElement?.getAttribute('data-key')
        : undefined;
      part.element.replaceChildren(...nodes);
      part.element.hidden = nodes.length === 0;
      if (typeof focused === 'string')
        part.element.querySelector<HTMLElement>(`[data-key="${CSS.escape(focused)}"]`)?.focus();
    }
  }
}

function asText(node: Node): string {
  return node instanceof Element ? node.outerHTML : (node.textContent ?? '');
}
