import type { ModelMesh } from '../../kernel/stepModel';
import { element } from '../../pages/frame/webview/dom';
import { actions, isPreviewAction, type PreviewAction } from '../actions';
import type { FromPage, ToPage } from '../messages';
import { views, type View } from './cameras';
import { factRows, factsAsMarkdown, Formatter, notes, type Facts } from './facts';
import { parseInWorker } from './parser';
import type { Pick } from './picking';
import { Sliders } from './sliders';
import { SidePanel } from './sidePanel';
import { readState, type PageState } from './state';
import { Status } from './status';
import { watchTheme } from './theme';
import { Toolbar } from './toolbar';
import { ViewCube } from './viewCube';
import { Viewer } from './viewer';

type Start = Extract<ToPage, { type: 'start' }>;

interface Host {
  postMessage(message: FromPage): void;
  getState(): unknown;
  setState(state: unknown): void;
}

const directions: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, 1],
  ArrowDown: [0, -1],
};

/** The page of one model: receives it, draws it, and does what the user asks for. */
export class Page {
  readonly #host: Host;
  readonly #start: Start;
  readonly #opened = performance.now();
  readonly #canvas = element('canvas', { tabindex: '0', role: 'img' });
  readonly #stage: HTMLElement;
  readonly #status: Status;
  readonly #toolbar: Toolbar;
  readonly #panel: SidePanel;
  readonly #cube: ViewCube;
  readonly #sliders: Sliders;
  readonly #viewer: Viewer | undefined;
  readonly #observers: { disconnect(): void }[] = [];
  #state: PageState;
  #mesh: ModelMesh | undefined;
  #facts: Facts | undefined;
  #picks: readonly Pick[] = [];
  #measuring = false;
  #parsing: AbortController | undefined;
  #told = { coarse: false, fine: false };
  #saveState: number | undefined;
  /** The name under which a small picture of what is shown is wanted. */
  #wantedPicture: string | undefined;

  constructor(root: HTMLElement, start: Start, host: Host) {
    this.#host = host;
    this.#start = start;
    this.#state = readState(host.getState());
    const { texts } = start;
    const format = this.#format;
    this.#canvas.setAttribute('aria-label', format.text('model', start.name));
    this.#toolbar = new Toolbar(texts, (action) => this.#act(action));
    this.#panel = new SidePanel(format.text('facts'), (part, visible) => this.#setVisible(part, visible));
    this.#cube = new ViewCube(texts, (view) => this.#act(view));
    this.#status = new Status(texts, {
      onCancel: () => this.#cancel(),
      onRetry: () => host.postMessage({ type: 'retry' }),
      onOpenAnyway: () => host.postMessage({ type: 'openAnyway' }),
    });
    this.#sliders = new Sliders(texts, {
      onSection: (axis, at, flipped) => this.#viewer?.setSection(axis, at, flipped),
      onExplode: (amount) => this.#viewer?.explode(amount),
    });
    this.#stage = element(
      'div',
      { class: 'stage' },
      this.#canvas,
      this.#cube.element,
      this.#sliders.element,
      this.#status.element,
    );
    root.replaceChildren(this.#toolbar.element, element('div', { class: 'body' }, this.#stage, this.#panel.element));
    this.#viewer = this.#makeViewer();
    this.#panel.showJob(start.job, format, () => host.postMessage({ type: 'action', action: 'refinePrompt' }));
    this.#listen();
    this.#applyState();
  }

  receive(message: Exclude<ToPage, Start>): void {
    switch (message.type) {
      case 'stage':
        // The file was written anew, or is read once more.
        this.#giveUpParsing();
        this.#status.busy(message.stage);
        break;
      case 'mesh':
        this.#showMesh(message.mesh, message.coarse, message.wantedPicture);
        break;
      case 'facts':
        this.#showFacts({ exact: true, facts: message.facts });
        break;
      case 'file':
        void this.#parse(message.format, message.bytes, message.wantedPicture);
        break;
      case 'failure':
        this.#giveUpParsing();
        this.#fail(message.sentence, message.canOpenAnyway);
        break;
      case 'action':
        this.#act(message.action);
        break;
    }
  }

  dispose(): void {
    this.#parsing?.abort();
    for (const observer of this.#observers) observer.disconnect();
    this.#viewer?.dispose();
  }

  get #format(): Formatter {
    return new Formatter(this.#start.texts, this.#state.inch, document.documentElement.lang);
  }

  #makeViewer(): Viewer | undefined {
    try {
      const viewer = new Viewer(this.#canvas, () => this.#drawn());
      viewer.cameras.controls.addEventListener('end', () => this.#remember());
      return viewer;
    } catch {
      return undefined; // No WebGL: that is said in the place of the picture.
    }
  }

  #listen(): void {
    const viewer = this.#viewer;
    this.#observers.push(watchTheme(() => viewer?.setTheme()));
    const resized = new ResizeObserver(() => viewer?.resize());
    resized.observe(this.#stage);
    this.#observers.push(resized);
    window.addEventListener('keydown', (event) => this.#key(event));
    let pressed: { x: number; y: number } | undefined;
    this.#canvas.addEventListener('pointerdown', ({ clientX: x, clientY: y }) => (pressed = { x, y }));
    this.#canvas.addEventListener('pointerup', ({ clientX: x, clientY: y, shiftKey, button }) => {
      // Moved less than that, it was a click.
      if (pressed && button === 0 && Math.hypot(x - pressed.x, y - pressed.y) < 4) this.#pick(x, y, shiftKey);
      pressed = undefined;
    });
    this.#canvas.addEventListener('webglcontextlost', (event) => {
      event.preventDefault();
      this.#status.note(this.#format.text('contextLost'));
    });
    this.#canvas.addEventListener('webglcontextrestored', () => this.#status.clear());
  }

  #showMesh(mesh: ModelMesh, coarse: boolean, wantedPicture: string | undefined): void {
    const first = this.#mesh === undefined;
    const camera = first ? (this.#state.camera ?? 'fit') : 'keep';
    this.#mesh = mesh;
    this.#wantedPicture = coarse ? undefined : wantedPicture;
    this.#setPicks([]);
    this.#viewer?.resize();
    this.#viewer?.show(mesh, camera);
    if (first) for (const part of this.#state.hidden) this.#viewer?.setVisible(part, false);
    this.#told = { ...this.#told, [coarse ? 'coarse' : 'fine']: true };
    if (!coarse && this.#facts) this.#showFacts(this.#facts);
    this.#panel.showParts(mesh, (part) => !this.#state.hidden.includes(part), this.#format);
    this.#toolbar.setEnabled('toggleExplode', mesh.parts.length > 1);
    this.#stage.dataset['shown'] = coarse ? 'coarse' : 'fine';
    if (!coarse) this.#settle();
  }

  #showFacts(facts: Facts): void {
    this.#facts = facts;
    this.#panel.showFacts(facts, this.#mesh, this.#format);
    this.#panel.showPicks(this.#picks, facts, this.#format);
    this.#stage.dataset['facts'] = String(facts.exact);
    this.#settle();
  }

  /** Nothing is being done any more. */
  #settle(): void {
    if (this.#viewer) this.#status.clear();
    else this.#status.note(this.#format.text('noWebgl'));
  }

  async #parse(
    kind: 'stl' | 'glb' | '3mf',
    bytes: Uint8Array<ArrayBuffer>,
    wantedPicture: string | undefined,
  ): Promise<void> {
    this.#giveUpParsing();
    const parsing = (this.#parsing = new AbortController());
    this.#status.busy('parsing');
    try {
      const answer = await parseInWorker(this.#start.worker, { format: kind, bytes }, parsing.signal);
      if (this.#parsing !== parsing) return;
      if (!answer.ok) {
        this.#host.postMessage({ type: 'failed', code: answer.code, detail: answer.detail.slice(0, 10_000) });
        const key = `fail_${answer.code}`;
        this.#fail(key in this.#start.texts ? this.#format.text(key) : this.#format.text('fail_other', answer.detail));
        return;
      }
      this.#showMesh(answer.mesh, false, wantedPicture);
      this.#showFacts({ exact: false, facts: answer.facts });
    } catch (error) {
      // Only what the user has cancelled is told as cancelled; what another state of the file has replaced isn't
      // missed.
      if (this.#parsing !== parsing) return;
      this.#fail(
        parsing.signal.aborted ? this.#format.text('cancelled') : this.#format.text('fail_other', String(error)),
      );
    }
  }

  #giveUpParsing(): void {
    this.#parsing?.abort();
    this.#parsing = undefined;
  }

  #cancel(): void {
    this.#parsing?.abort();
    this.#host.postMessage({ type: 'cancel' });
  }

  /** What was shown of an earlier state of the file goes: it isn't the file any more. */
  #fail(sentence: string, canOpenAnyway = false): void {
    this.#status.fail(sentence, canOpenAnyway);
    this.#viewer?.clear();
    this.#viewer?.invalidate();
    this.#mesh = undefined;
    this.#facts = undefined;
    this.#setPicks([]);
    this.#panel.showFacts(undefined, undefined, this.#format);
    this.#panel.showParts(undefined, () => true, this.#format);
    this.#stage.dataset['shown'] = 'failed';
  }

  #drawn(): void {
    const camera = this.#viewer?.cameras.current;
    if (camera) this.#cube.update(camera);
    for (const quality of ['coarse', 'fine'] as const) {
      if (!this.#told[quality]) continue;
      this.#told = { ...this.#told, [quality]: false };
      this.#host.postMessage({ type: 'shown', coarse: quality === 'coarse', ms: performance.now() - this.#opened });
    }
    // Later, so that the user's own picture doesn't wait for it.
    if (this.#wantedPicture !== undefined) requestIdleCallback(() => void this.#takePicture());
  }

  #pick(x: number, y: number, further: boolean): void {
    const found = this.#viewer?.pick(x, y);
    const [first] = this.#picks;
    const second = further || (this.#measuring && this.#picks.length === 1);
    this.#setPicks(found ? (second && first ? [first, found] : [found]) : []);
  }

  #setPicks(picks: readonly Pick[]): void {
    this.#picks = picks;
    this.#viewer?.mark(picks);
    this.#panel.showPicks(picks, this.#facts, this.#format);
  }

  #setVisible(part: number, visible: boolean): void {
    this.#viewer?.setVisible(part, visible);
    const hidden = new Set(this.#state.hidden);
    if (visible) hidden.delete(part);
    else hidden.add(part);
    this.#update({ hidden: [...hidden] });
    this.#setPicks([]);
  }

  #key(event: KeyboardEvent): void {
    const target = event.target as HTMLElement;
    if (event.ctrlKey || event.metaKey || event.altKey || target.matches('input, select')) return;
    const action = Object.entries(actions).find(
      ([, key]) => key !== '' && key === (event.key.length === 1 ? event.key.toLowerCase() : event.key),
    )?.[0];
    if (isPreviewAction(action)) this.#act(action);
    else if (target !== this.#canvas || !this.#moveCamera(event.key, event.shiftKey)) return;
    event.preventDefault();
  }

  #moveCamera(key: string, moved: boolean): boolean {
    const viewer = this.#viewer;
    const [x, y] = directions[key] ?? [0, 0];
    if (!viewer) return false;
    const { cameras } = viewer;
    if (key === '+' || key === '=') cameras.zoom(1.2);
    else if (key === '-') cameras.zoom(1 / 1.2);
    else if (x === 0 && y === 0) return false;
    else if (moved) cameras.pan(-x * 0.05, -y * 0.05);
    else cameras.orbit(x * 0.15, y * 0.15);
    viewer.invalidate();
    this.#remember();
    return true;
  }

  #act(action: PreviewAction): void {
    const viewer = this.#viewer;
    if (action in views) {
      if (viewer?.model) viewer.cameras.fit(viewer.model.visibleBox(), action as View);
    } else {
      switch (action) {
        case 'fit':
          if (viewer?.model) viewer.cameras.fit(viewer.model.visibleBox());
          break;
        case 'toggleProjection':
          viewer?.cameras.toggleProjection();
          break;
        case 'showShaded':
        case 'showWireframe':
        case 'showTransparent':
          this.#update({
            style: action === 'showShaded' ? 'shaded' : action === 'showWireframe' ? 'wireframe' : 'transparent',
          });
          break;
        case 'toggleGrid':
          this.#update({ grid: !this.#state.grid });
          break;
        case 'toggleUnits':
          this.#update({ inch: !this.#state.inch });
          break;
        case 'toggleSection':
          this.#sliders.toggleSection();
          break;
        case 'toggleExplode':
          if ((this.#mesh?.parts.length ?? 0) < 2) break;
          this.#sliders.toggleExplode();
          if (viewer?.model) viewer.cameras.fit(viewer.model.visibleBox());
          break;
        case 'measureDistance':
          this.#measuring = !this.#measuring;
          break;
        case 'clearPicks':
          this.#setPicks([]);
          break;
        case 'savePicture':
        case 'saveTransparentPicture':
        case 'copyPicture':
          void this.#picture(action);
          break;
        case 'copyFacts':
          this.#copyFacts();
          break;
        case 'showPrompt':
          this.#panel.focusJob();
          break;
        default:
          this.#host.postMessage({ type: 'action', action: action as 'revealFile' });
      }
    }
    this.#applyState();
    this.#remember();
  }

  async #picture(action: 'savePicture' | 'saveTransparentPicture' | 'copyPicture'): Promise<void> {
    if (!this.#viewer) return;
    try {
      const blob = await this.#viewer.picture(action === 'saveTransparentPicture');
      if (action !== 'copyPicture')
        this.#host.postMessage({ type: 'savePicture', png: new Uint8Array(await blob.arrayBuffer()) });
      else {
        await navigator.clipboard.write([new ClipboardItem({ 'image/png': blob })]);
        this.#host.postMessage({ type: 'told', text: this.#format.text('pictureCopied') });
      }
    } catch (error) {
      this.#host.postMessage({
        type: 'told',
        text: this.#format.text('pictureNotCopied', String(error)).slice(0, 1000),
      });
    }
  }

  /** Nobody has asked for it, so that there is none is only told to the log. */
  async #takePicture(): Promise<void> {
    const name = this.#wantedPicture;
    this.#wantedPicture = undefined;
    if (name === undefined) return;
    try {
      const blob = await this.#viewer?.snapshot();
      if (blob) this.#host.postMessage({ type: 'picture', name, png: new Uint8Array(await blob.arrayBuffer()) });
    } catch (error) {
      this.#host.postMessage({ type: 'failed', code: 'no_picture', detail: String(error).slice(0, 10_000) });
    }
  }

  #copyFacts(): void {
    if (!this.#facts || !this.#mesh) return;
    const format = this.#format.forCopying();
    const rows = factRows(this.#facts, this.#mesh, format);
    const text = factsAsMarkdown(
      this.#start.name,
      rows,
      notes(this.#facts, this.#mesh, format),
      this.#facts.exact,
      format,
    );
    this.#host.postMessage({ type: 'copyText', text });
    this.#host.postMessage({ type: 'told', text: this.#format.text('factsCopied') });
  }

  #update(change: Partial<PageState>): void {
    this.#state = { ...this.#state, ...change };
    this.#applyState();
    this.#remember();
  }

  /** Brings buttons, picture and numbers to what the state says. */
  #applyState(): void {
    const { style, grid, inch } = this.#state;
    const viewer = this.#viewer;
    if (viewer && viewer.style !== style) viewer.setStyle(style);
    if (viewer && viewer.gridShown !== grid) viewer.gridShown = grid;
    this.#toolbar.setPressed('showShaded', style === 'shaded');
    this.#toolbar.setPressed('showWireframe', style === 'wireframe');
    this.#toolbar.setPressed('showTransparent', style === 'transparent');
    this.#toolbar.setPressed('toggleGrid', grid);
    this.#toolbar.setPressed('toggleProjection', viewer?.cameras.isOrthographic ?? false);
    this.#toolbar.setPressed('toggleSection', this.#sliders.sectionShown);
    this.#toolbar.setPressed('toggleExplode', this.#sliders.explodeShown);
    this.#toolbar.setPressed('measureDistance', this.#measuring);
    this.#toolbar.setText('toggleUnits', inch ? 'in' : 'mm');
    this.#panel.showFacts(this.#facts, this.#mesh, this.#format);
    this.#panel.showPicks(this.#picks, this.#facts, this.#format);
    viewer?.invalidate();
  }

  /** Soon, since a turn of the wheel makes many changes. */
  #remember(): void {
    window.clearTimeout(this.#saveState);
    this.#saveState = window.setTimeout(() => {
      if (this.#viewer && this.#mesh) this.#state = { ...this.#state, camera: this.#viewer.cameras.state };
      this.#host.setState(this.#state);
    }, 200);
  }
}
