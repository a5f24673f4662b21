import { Matrix4, type Camera } from 'three';
import { element } from '../../pages/frame/webview/dom';
import type { View } from './cameras';

const half = 26;
/**
 * How each side is turned into its place: the cube's own axes are the model's X, −Y and Z, since a page's Y points
 * down. Its text stands upright on +Z.
 */
const sides: Readonly<Record<Exclude<View, 'viewIsometric'>, readonly [text: string, transform: string]>> = {
  viewFront: ['front', 'rotateX(-90deg)'],
  viewBack: ['back', 'rotateX(90deg) rotateZ(180deg)'],
  viewLeft: ['left', 'rotateY(-90deg) rotateZ(90deg)'],
  viewRight: ['right', 'rotateY(90deg) rotateZ(-90deg)'],
  viewTop: ['top', ''],
  viewBottom: ['bottom', 'rotateX(180deg)'],
};

/** A small cube that turns with the model; a click on a side looks at that side. */
export class ViewCube {
  readonly element: HTMLElement;
  readonly #cube: HTMLElement;
  readonly #matrix = new Matrix4();

  constructor(texts: Readonly<Record<string, string>>, onView: (view: View) => void) {
    this.#cube = element('div', { class: 'cube' });
    for (const [view, [text, transform]] of Object.entries(sides)) {
      // The toolbar has the same views for the keyboard, so the sides aren't stops of the Tab key.
      const side = element(
        'button',
        { type: 'button', class: 'side', tabindex: '-1', title: texts[view] },
        texts[text] ?? text,
      );
      side.style.transform = `${transform} translateZ(${half}px)`;
      side.addEventListener('click', () => onView(view as View));
      this.#cube.append(side);
    }
    this.element = element('div', { class: 'view-cube', 'aria-hidden': 'true' }, this.#cube);
  }

  /** Turns the cube as the camera sees the model. */
  update(camera: Camera): void {
    const [a, b, c, , d, e, f, , g, h, i] = this.#matrix.extractRotation(camera.matrixWorldInverse).elements;
    // The page's Y axis points down, for the model's cube as well: both are turned over.
    const columns = [a, -b, c, 0, -d, e, -f, 0, g, -h, i, 0, 0, 0, 0, 1];
    this.#cube.style.transform = `matrix3d(${columns.map((value) => value.toFixed(5)).join(',')})`;
  }
}
