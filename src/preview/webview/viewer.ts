import { LinearSRGBColorSpace, Scene, Vector2, Vector3, WebGLRenderer } from 'three';
import type { ModelMesh, Vector } from '../../kernel/stepModel';
import { Cameras, type CameraState } from './cameras';
import { Ghost } from './ghost';
import { Ground } from './ground';
import { Lights } from './lights';
import { Marks } from './marks';
import { ModelScene, type Style } from './modelScene';
import { Leaders, type Leader } from './measuring/leaders';
import type { Measurement } from './measuring/pairs';
import { Motion } from './motion';
import type { Pick } from './pick';
import { pick } from './picking';
import { Section, type Cut } from './section';
import { drawSnapshot, snapshotTheme } from './snapshot';
import { readTheme, type Theme } from './theme';

/** Two versions of a model beside each other, or parted by a line that moves. */
export interface Split {
  readonly kind: 'side' | 'swipe';
  /** Where the right one begins, as a share of the width. */
  readonly at: number;
  /** Numbers of the parts that aren't shown on each side. */
  readonly left: ReadonlySet<number>;
  readonly right: ReadonlySet<number>;
}

/** Draws a model, when something has changed and only then. */
export class Viewer {
  readonly canvas: HTMLCanvasElement;
  readonly cameras: Cameras;
  readonly #renderer: WebGLRenderer;
  readonly #scene = new Scene();
  readonly #lights = new Lights();
  readonly #section = new Section();
  readonly #ground = new Ground();
  readonly #marks = new Marks();
  readonly #ghost = new Ghost();
  readonly #leaders = new Leaders();
  #led: readonly Leader[] = [];
  readonly #motion = new Motion(() => this.invalidate());
  #theme: Theme = readTheme();
  #model: ModelScene | undefined;
  #style: Style = 'shaded';
  #grid = true;
  #exploded = 0;
  #marked: { readonly picks: readonly Pick[]; readonly measurement?: Measurement | undefined } = { picks: [] };
  /** A mesh that is known to close everywhere. */
  #closed: ModelMesh | undefined;
  #frame: number | undefined;
  #split: Split | undefined;
  readonly #onRender: () => void;

  /** @throws when there is no WebGL */
  constructor(canvas: HTMLCanvasElement, onRender: () => void) {
    this.canvas = canvas;
    this.#onRender = onRender;
    this.#renderer = new WebGLRenderer({ canvas, antialias: true, alpha: true, stencil: true });
    this.#renderer.outputColorSpace = LinearSRGBColorSpace;
    this.#renderer.setPixelRatio(window.devicePixelRatio);
    this.#renderer.localClippingEnabled = true;
    this.cameras = new Cameras(canvas, () => {
      this.#motion.moved();
      this.invalidate();
    });
    const drawn = [this.#lights, this.#section, this.#ground, this.#marks, this.#ghost, this.#leaders];
    this.#scene.add(...drawn.map(({ group }) => group));
    this.#ghost.setColour(this.#theme.highlight);
    canvas.addEventListener('webglcontextrestored', () => this.invalidate());
  }

  get model(): ModelScene | undefined {
    return this.#model;
  }

  get style(): Style {
    return this.#style;
  }

  /** Shows a model. @param hidden numbers of the parts that aren't shown at first */
  show(mesh: ModelMesh, camera: CameraState | 'fit' | 'keep', hidden: readonly number[]): void {
    this.clear();
    this.#motion.forget();
    const model = new ModelScene(mesh, this.#section.planes);
    this.#model = model;
    model.isClosed = mesh === this.#closed;
    model.setStyle(this.#style);
    model.setTheme(this.#theme);
    const isHidden = new Set(hidden);
    model.parts.forEach(({ mesh: object }, at) => (object.visible = !isHidden.has(at)));
    model.explode(this.#exploded);
    this.#scene.add(model.group);
    this.#showGround();
    this.#placeSection();
    if (camera === 'fit') this.cameras.fit(model.visibleBox(), 'viewIsometric');
    else if (camera !== 'keep') this.cameras.restore(camera, model.box);
    this.invalidate();
  }

  /** Shows what another model was like, faintly, within this one; undefined takes it away. */
  showGhost(mesh: ModelMesh | undefined): void {
    if (mesh) this.#ghost.show(mesh);
    else this.#ghost.clear();
    this.invalidate();
  }

  clear(): void {
    this.mark([]);
    this.#section.forget();
    this.#model?.group.removeFromParent();
    this.#model?.dispose();
    this.#model = undefined;
  }

  setStyle(style: Style): void {
    this.#style = style;
    this.#model?.setStyle(style);
    this.#placeSection();
    this.invalidate();
  }

  setTheme(): void {
    this.#theme = readTheme();
    this.#ghost.setColour(this.#theme.highlight);
    this.#model?.setTheme(this.#theme);
    this.#showGround();
    this.#placeSection();
    this.lead(this.#led);
  }

  get gridShown(): boolean {
    return this.#grid;
  }

  set gridShown(shown: boolean) {
    this.#grid = shown;
    this.#showGround();
    this.invalidate();
  }

  setVisible(parts: readonly number[], visible: boolean): void {
    for (const part of parts) {
      const found = this.#model?.parts[part];
      if (found) found.mesh.visible = visible;
    }
    this.#placeSection();
    this.invalidate();
  }

  explode(amount: number): void {
    this.#exploded = amount;
    this.#model?.explode(amount);
    this.#placeSection();
    this.mark(this.#marked.picks, this.#marked.measurement);
    this.lead(this.#led);
  }

  /** @param cut undefined takes the section away */
  setSection(cut: Cut | undefined): void {
    const had = this.#section.isOn;
    this.#section.set(cut);
    const { picks, measurement } = this.#marked;
    if (had !== this.#section.isOn && this.#model) this.show(this.#model.data, 'keep', [...this.#hiddenParts()]);
    this.mark(picks, measurement);
    this.#placeSection();
    this.invalidate();
  }

  /** A mesh closes everywhere, so that a section through it has an inside. */
  setClosed(): void {
    if (!this.#model || this.#model.isClosed) return;
    this.#model.isClosed = true;
    this.#closed = this.#model.data;
    this.#placeSection();
    this.invalidate();
  }

  /** The part of the model under a point of the page. */
  pick(clientX: number, clientY: number): Pick | undefined {
    if (!this.#model) return undefined;
    const { left, top, width, height } = this.canvas.getBoundingClientRect();
    const at = new Vector2(((clientX - left) / width) * 2 - 1, 1 - ((clientY - top) / height) * 2);
    return pick(this.#model, this.cameras.current, at, new Vector2(width, height), this.#section.planes);
  }

  /** Where a point of a part is in the picture: pixels from its top left corner. */
  toPage(at: Vector, part: number): [number, number] {
    const { width, height } = this.canvas.getBoundingClientRect();
    const moved = this.#model?.parts[part]?.mesh.position;
    const { x, y } = new Vector3(...at).add(moved ?? new Vector3()).project(this.cameras.current);
    return [((x + 1) / 2) * width, ((1 - y) / 2) * height];
  }

  /** Highlights what was picked, with a line where it is measured between two. */
  mark(picks: readonly Pick[], measurement?: Measurement): void {
    this.#marked = { picks, measurement };
    this.#marks.clear();
    if (!this.#model) return;
    this.#marks.show(picks, this.#model, this.#theme.highlight, this.#section.planes, measurement);
    this.invalidate();
  }

  /** Draws the lines of the measurements that stay. */
  lead(leaders: readonly Leader[]): void {
    this.#led = leaders;
    this.#leaders.show(leaders, this.#model, this.#theme.highlight, this.#theme.background);
    this.invalidate();
  }

  resize(): void {
    const { clientWidth, clientHeight } = this.canvas.parentElement ?? this.canvas;
    if (clientWidth === 0 || clientHeight === 0) return;
    this.#renderer.setSize(clientWidth, clientHeight, false);
    this.cameras.resize(this.#split?.kind === 'side' ? clientWidth / 2 : clientWidth, clientHeight);
    this.invalidate();
  }

  /** Two versions in two halves of the picture, or in the whole of it; undefined for one picture. */
  setSplit(split: Split | undefined): void {
    const isOtherWidth = (split?.kind === 'side') !== (this.#split?.kind === 'side');
    this.#split = split;
    if (isOtherWidth) this.resize();
    this.invalidate();
  }

  /** Shows all parts but these. */
  showOnly(hidden: ReadonlySet<number>): void {
    this.#model?.parts.forEach(({ mesh }, at) => (mesh.visible = !hidden.has(at)));
    this.invalidate();
  }

  /** Asks for a new picture; several requests make one. */
  invalidate(): void {
    this.#frame ??= requestAnimationFrame(() => {
      this.#frame = undefined;
      this.#model?.setCoarse(this.#motion.isHasty);
      this.#section.group.visible = !this.#motion.isHasty;
      this.#render();
      this.#motion.drawn();
    });
  }

  /** A PNG of twice the size, on the theme's background or a transparent one. */
  async picture(transparent: boolean): Promise<Blob> {
    const size = this.#renderer.getSize(new Vector2());
    const ratio = this.#renderer.getPixelRatio();
    this.#renderer.setPixelRatio(2);
    this.#renderer.setSize(size.x, size.y, false);
    this.#ground.group.visible = !transparent;
    this.#model?.setCoarse(false);
    this.#render(transparent);
    // It is read at once: the drawing buffer isn't kept after the picture is on the screen.
    const made = new Promise<Blob | null>((resolve) => this.canvas.toBlob(resolve, 'image/png'));
    this.#ground.group.visible = true;
    this.#renderer.setPixelRatio(ratio);
    this.#renderer.setSize(size.x, size.y, false);
    this.#render();
    const blob = await made;
    if (!blob) throw new Error('no picture');
    return blob;
  }

  /**
   * A small PNG of the whole model as it is in the file, whatever the user has changed in the view.
   * @returns undefined when there is nothing to see
   */
  async snapshot(): Promise<Blob | undefined> {
    const model = this.#model;
    if (!model || this.#renderer.getContext().isContextLost()) return undefined;
    const hidden = this.#hiddenParts();
    model.showModel();
    model.setCoarse(false);
    model.explode(0);
    model.setStyle('shaded');
    model.setTheme(snapshotTheme());
    this.#renderer.localClippingEnabled = false;
    const drawn = drawSnapshot(this.#renderer, model);
    this.#renderer.localClippingEnabled = true;
    this.#scene.add(model.group);
    model.setTheme(this.#theme);
    model.setStyle(this.#style);
    model.explode(this.#exploded);
    model.parts.forEach(({ mesh }, at) => (mesh.visible = !hidden.has(at)));
    return drawn && (await drawn.convertToBlob({ type: 'image/png' }));
  }

  dispose(): void {
    if (this.#frame !== undefined) cancelAnimationFrame(this.#frame);
    this.#motion.dispose();
    this.clear();
    this.#ground.clear();
    this.#ghost.dispose();
    this.#leaders.clear();
    this.cameras.dispose();
    this.#renderer.dispose();
    this.#renderer.forceContextLoss();
  }

  #render(transparent = false): void {
    const { current } = this.cameras;
    current.updateMatrixWorld();
    this.#lights.follow(current);
    this.#scene.background = transparent ? null : this.#theme.background;
    if (this.#split) this.#renderSplit(this.#split);
    else this.#renderer.render(this.#scene, current);
    this.#onRender();
  }

  /** Draws each version in its part of the picture, seen by the same camera. */
  #renderSplit({ kind, at, left, right }: Split): void {
    const { x: width, y: height } = this.#renderer.getSize(new Vector2());
    const shown = this.#model?.parts.map(({ mesh }) => mesh.visible) ?? [];
    const middle = Math.round(width * at);
    this.#renderer.setScissorTest(true);
    for (const [from, to, hidden] of [
      [0, middle, left],
      [middle, width, right],
    ] as const) {
      this.#model?.parts.forEach(({ mesh }, part) => (mesh.visible = !hidden.has(part)));
      if (kind === 'side') this.#renderer.setViewport(from, 0, to - from, height);
      this.#renderer.setScissor(from, 0, to - from, height);
      this.#renderer.render(this.#scene, this.cameras.current);
    }
    this.#renderer.setScissorTest(false);
    this.#renderer.setViewport(0, 0, width, height);
    this.#model?.parts.forEach(({ mesh }, part) => (mesh.visible = shown[part] ?? true));
  }

  /** Numbers of the parts that the user has hidden. */
  #hiddenParts(): Set<number> {
    return new Set(this.#model?.parts.flatMap(({ mesh }, at) => (mesh.visible ? [] : [at])));
  }

  #placeSection(): void {
    this.#section.place(this.#model, this.#theme);
  }

  #showGround(): void {
    if (this.#grid && this.#model) this.#ground.show(this.#model.box, this.#theme.grid);
    else this.#ground.clear();
  }
}
