import { element } from '../../pages/frame/webview/dom';
import type { Pick } from './pick';

/** What a click would take. */
export interface Hint {
  readonly text: string;
  /** Where it would take it, in pixels from the picture's top left corner; undefined at the pointer itself. */
  readonly at: readonly [number, number] | undefined;
}

interface HoverParts {
  readonly canvas: HTMLCanvasElement;
  readonly find: (clientX: number, clientY: number) => Pick | undefined;
  readonly hint: (picked: Pick) => Hint | undefined;
}

/**
 * Shows beside the pointer what a click would take: the centre of a circle, the end of an edge, an axis, a face. It
 * lies over the picture, which isn't drawn again. Screen readers have the list of faces instead.
 */
export class Hover {
  readonly element = element('div', { class: 'hover', 'aria-hidden': 'true', hidden: true });
  readonly #text = element('span', { class: 'hint' });
  readonly #dot = element('span', { class: 'dot' });
  #parts: HoverParts | undefined;
  #frame: number | undefined;

  constructor() {
    this.element.append(this.#dot, this.#text);
  }

  listen(parts: HoverParts): void {
    this.#parts = parts;
    const { canvas } = parts;
    canvas.addEventListener('pointermove', ({ clientX, clientY, buttons, pointerType }) => {
      this.clear();
      // While it is turned, and under a finger, nothing is pointed at.
      if (buttons === 0 && pointerType === 'mouse')
        this.#frame = requestAnimationFrame(() => this.#show(clientX, clientY));
    });
    for (const type of ['pointerleave', 'pointerdown', 'wheel'] as const)
      canvas.addEventListener(type, () => this.clear(), { passive: true });
  }

  clear(): void {
    if (this.#frame !== undefined) cancelAnimationFrame(this.#frame);
    this.#frame = undefined;
    this.element.hidden = true;
  }

  #show(clientX: number, clientY: number): void {
    const found = this.#parts?.find(clientX, clientY);
    const hint = found && this.#parts?.hint(found);
    if (!hint || !this.#parts) return;
    const { left, top, width, height } = this.#parts.canvas.getBoundingClientRect();
    const [x, y] = [clientX - left, clientY - top];
    this.#text.textContent = hint.text;
    this.element.hidden = false;
    // On the other side of the pointer where it would leave the picture.
    const { offsetWidth, offsetHeight } = this.#text;
    put(
      this.#text,
      x + 14 + offsetWidth > width ? x - 8 - offsetWidth : x + 14,
      y + 16 + offsetHeight > height ? y - 8 - offsetHeight : y + 16,
    );
    this.#dot.hidden = hint.at === undefined;
    if (hint.at) put(this.#dot, ...hint.at);
  }
}

function put({ style }: HTMLElement, x: number, y: number): void {
  style.transform = `translate(${x}px, ${y}px)`;
}
