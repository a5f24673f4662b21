import { faceKinds, type ModelMesh } from '../../../kernel/stepModel';
import { element } from '../../../pages/frame/webview/dom';
import type { Facts, Formatter } from '../facts';
import { listedFaces } from '../picking';
import { sampleOf, turnedOf, type Turned } from './figures';

/** A list is no longer than this: nobody goes through more by keyboard, and each face's axis is worked out. */
const mostListed = 400;

/** The faces of an exact model as a list, for the keyboard and for screen readers: holes first. */
export class FaceList {
  readonly element = element('details', { class: 'faceList', hidden: true });
  readonly #onPick: (face: number, isFurther: boolean) => void;
  readonly #list = element('ul');
  #isWritten = false;
  /** What it was written for: it isn't written again for the same, which would take the keyboard away. */
  #shown: readonly unknown[] = [];
  #write: () => void = () => undefined;

  /** @param onPick picks a face, with Shift or Ctrl as a second one */
  constructor(onPick: (face: number, isFurther: boolean) => void) {
    this.#onPick = onPick;
    this.element.addEventListener('toggle', () => this.#fill());
  }

  show(known: Facts | undefined, mesh: ModelMesh | undefined, format: Formatter): void {
    const shown = [known, mesh, format.inch] as const;
    if (shown.every((one, at) => one === this.#shown[at])) return;
    this.#shown = shown;
    const isShown = known?.exact === true && mesh !== undefined && known.facts.faceKinds.length > 0;
    this.element.hidden = !isShown;
    this.#isWritten = false;
    if (!isShown) return;
    this.element.replaceChildren(
      element('summary', {}, format.text('faceList', known.facts.faceKinds.length)),
      element('p', { class: 'hint' }, format.text('faceListHint')),
      this.#list,
    );
    this.#write = () => this.#list.replaceChildren(...this.#items(known, mesh, format));
    this.#fill();
  }

  /** Only once somebody looks at it. */
  #fill(): void {
    if (this.#isWritten || !this.element.open) return;
    this.#isWritten = true;
    this.#write();
  }

  #items({ facts }: Extract<Facts, { exact: true }>, mesh: ModelMesh, format: Formatter): HTMLElement[] {
    const rank = (kind: number, turned: Turned | undefined): number => (turned?.hollow ? -1 : kind);
    const count = Math.min(facts.faceKinds.length, mostListed);
    const faces = Array.from({ length: count }, (_, index) => {
      const kind = facts.faceKinds[index] ?? 7;
      const [picked] = listedFaces(mesh, [index]);
      const isTurned = ['cylinder', 'cone'].includes(faceKinds[kind] ?? '');
      const turned = isTurned && picked?.triangles ? turnedOf(sampleOf(mesh, picked.triangles)) : undefined;
      return { index, kind, turned };
    }).toSorted((one, other) => rank(one.kind, one.turned) - rank(other.kind, other.turned) || one.index - other.index);
    const rest = facts.faceKinds.length - count;
    return [
      ...faces.map(({ index, kind, turned }) => {
        const radius = facts.faceRadii[index] ?? NaN;
        const words = [
          format.text(turned?.hollow === true && faceKinds[kind] === 'cylinder' ? 'hole' : `kind_${kind}`),
          ...(Number.isFinite(radius) ? [`⌀ ${format.length(2 * radius)}`] : []),
          ...(turned ? [format.point(turned.at)] : [format.area(facts.faceAreas[index] ?? NaN)]),
        ];
        const button = element('button', { type: 'button', 'data-face': String(index) }, words.join(', '));
        button.addEventListener('click', ({ shiftKey, ctrlKey, metaKey }) =>
          this.#onPick(index, shiftKey || ctrlKey || metaKey),
        );
        return element('li', {}, button);
      }),
      ...(rest > 0 ? [element('li', { class: 'hint' }, format.text('faceListRest', rest))] : []),
    ];
  }
}
