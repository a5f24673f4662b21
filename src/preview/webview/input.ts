import { actions, isPreviewAction, type PreviewAction } from '../actions';
import type { Cameras } from './cameras';

const directions: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, 1],
  ArrowDown: [0, -1],
};

export interface KeyParts {
  readonly canvas: HTMLCanvasElement;
  /** Undefined where nothing can be drawn. */
  readonly cameras: Cameras | undefined;
  readonly onAction: (action: PreviewAction) => void;
  /** A key has moved the camera. */
  readonly onMoved: () => void;
}

/** A key is an action anywhere in the page, or moves the camera while the picture has the keyboard. */
export function listenToKeys({ canvas, cameras, onAction, onMoved }: KeyParts): void {
  window.addEventListener('keydown', (event) => {
    const target = event.target as HTMLElement;
    if (event.ctrlKey || event.metaKey || event.altKey || target.matches('input, select')) return;
    const action = Object.entries(actions).find(
      ([, key]) => key !== '' && key === (event.key.length === 1 ? event.key.toLowerCase() : event.key),
    )?.[0];
    if (isPreviewAction(action)) onAction(action);
    else if (target === canvas && cameras && moveCamera(cameras, event.key, event.shiftKey)) onMoved();
    else return;
    event.preventDefault();
  });
}

/** @returns whether the key is one of the camera's */
export function moveCamera(cameras: Cameras, key: string, isPanned: boolean): boolean {
  const [x, y] = directions[key] ?? [0, 0];
  if (key === '+' || key === '=') cameras.zoom(1.2);
  else if (key === '-') cameras.zoom(1 / 1.2);
  else if (x === 0 && y === 0) return false;
  else if (isPanned) cameras.pan(-x * 0.05, -y * 0.05);
  else cameras.orbit(x * 0.15, y * 0.15);
  return true;
}

/** Clicks with the main button, apart from turning the model. */
export function listenToClicks(
  canvas: HTMLCanvasElement,
  onClick: (x: number, y: number, shift: boolean) => void,
): void {
  let pressed: { x: number; y: number } | undefined;
  canvas.addEventListener('pointerdown', ({ clientX: x, clientY: y }) => (pressed = { x, y }));
  canvas.addEventListener('pointerup', ({ clientX: x, clientY: y, shiftKey, button }) => {
    // Moved less than that, it was a click.
    if (pressed && button === 0 && Math.hypot(x - pressed.x, y - pressed.y) < 4) onClick(x, y, shiftKey);
    pressed = undefined;
  });
}
