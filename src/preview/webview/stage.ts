import { element } from '../../pages/frame/webview/dom';
import { watchTheme } from './theme';

export interface StageEvents {
  readonly onTheme: () => void;
  readonly onResize: () => void;
  /** The graphics card has taken the picture away, or given it back. */
  readonly onContextLost: () => void;
  readonly onContextRestored: () => void;
}

/** Where the model is drawn, with what lies over it. */
export class Stage {
  readonly canvas: HTMLCanvasElement;
  readonly element: HTMLElement;
  readonly #observers: { disconnect(): void }[] = [];

  /** @param label of the picture, for screen readers */
  constructor(label: string, over: readonly HTMLElement[]) {
    this.canvas = element('canvas', { tabindex: '0', role: 'img', 'aria-label': label });
    this.element = element('div', { class: 'stage' }, this.canvas, ...over);
  }

  listen({ onTheme, onResize, onContextLost, onContextRestored }: StageEvents): void {
    const resized = new ResizeObserver(onResize);
    resized.observe(this.element);
    this.#observers.push(watchTheme(onTheme), resized);
    this.canvas.addEventListener('webglcontextlost', (event) => {
      event.preventDefault();
      onContextLost();
    });
    this.canvas.addEventListener('webglcontextrestored', onContextRestored);
  }

  dispose(): void {
    for (const observer of this.#observers) observer.disconnect();
  }
}
