import type { ModelMesh } from '../../kernel/stepModel';
import { element } from '../../pages/frame/webview/dom';
import type { Host } from '../../pages/frame/webview/host';
import { isHostAction, type PreviewAction } from '../actions';
import type { FromPage, ToPage } from '../messages';
import { Formatter, type Facts } from './facts';
import { Hover } from './hover';
import { listenToClicks, listenToKeys } from './input';
import { MeshFiles, sentenceOf } from './meshFiles';
import { ModelTexts } from './modelTexts';
import { pageActions } from './pageActions';
import { Picks } from './picks';
import { Pictures } from './pictures';
import { saveRequest } from './saveRequest';
import { Sliders } from './sliders';
import { ShownReport } from './shownReport';
import { Side } from './side';
import { narrow } from './sidePanel';
import { Stage } from './stage';
import { KeptState, type PageState } from './state';
import { Status } from './status';
import { saveHere } from './saveHere';
import { Toolbar } from './toolbar';
import { Variant } from './variant';
import { ViewCube } from './viewCube';
import { Viewer } from './viewer';

type Start = Extract<ToPage, { type: 'start' }>;

/** The page of one model: receives it, draws it, and does what the user asks for. */
export class Page {
  readonly #host: Host<FromPage>;
  readonly #stage: Stage;
  readonly #status: Status;
  readonly #toolbar: Toolbar;
  readonly #side: Side;
  readonly #variant = new Variant(({ mesh, facts }, ghost) => {
    this.#showMesh(mesh, false, undefined, ghost);
    this.#showFacts(facts);
  });
  readonly #texts: ModelTexts;
  readonly #cube: ViewCube;
  readonly #sliders: Sliders;
  readonly #hover = new Hover();
  readonly #viewer: Viewer | undefined;
  readonly #pictures: Pictures | undefined;
  readonly #files: MeshFiles;
  readonly #actions: ReturnType<typeof pageActions>;
  readonly #state: KeptState;
  readonly #narrow = window.matchMedia(narrow);
  readonly #report: ShownReport;
  /** What comes next is of another state of the file than what is shown. */
  #isOther = false;
  readonly #picks = new Picks(
    () => this.#texts,
    () => this.#viewer,
  );

  constructor(root: HTMLElement, start: Start, host: Host<FromPage>) {
    this.#host = host;
    this.#report = new ShownReport((message) => host.postMessage(message));
    this.#files = new MeshFiles(start);
    this.#state = new KeptState(host);
    const { texts } = start;
    const format = new Formatter(texts, this.#state.value.inch, document.documentElement.lang);
    this.#toolbar = new Toolbar(texts, (action) => this.#act(action));
    const isCopy = start.job?.isCopy === true;
    this.#toolbar.setShown('download', isCopy);
    this.#toolbar.setShown('revealFile', !isCopy);
    this.#side = new Side({
      start,
      host,
      format,
      picks: this.#picks,
      state: () => this.#state.value,
      update: (change) => this.#update(change),
      onVisible: (parts, visible) => this.#setVisible(parts, visible),
      onOriginal: () => this.#variant.leave(),
    });
    const { panel, mass } = this.#side;
    const { measuring, selection } = this.#picks;
    this.#texts = new ModelTexts({ start, state: this.#state, panel, toolbar: this.#toolbar, measuring, mass });
    this.#cube = new ViewCube(texts, (view) => this.#act(view));
    this.#status = new Status(texts, {
      onCancel: () => {
        this.#files.cancel();
        host.postMessage({ type: 'cancel' });
      },
      onRetry: () => host.postMessage({ type: 'read' }),
      onOpenAnyway: () => host.postMessage({ type: 'openAnyway' }),
    });
    this.#sliders = new Sliders(texts, {
      onSection: (cut) => this.#viewer?.setSection(cut),
      onExplode: (amount) => this.#viewer?.explode(amount),
    });
    this.#stage = new Stage(format.text('model', start.name), [
      this.#cube.element,
      this.#sliders.element,
      this.#status.element,
      this.#hover.element,
    ]);
    root.replaceChildren(this.#toolbar.element, element('div', { class: 'body' }, this.#stage.element, panel.element));
    this.#viewer = this.#makeViewer();
    this.#pictures = this.#viewer && new Pictures(this.#viewer, (message) => host.postMessage(message));
    this.#actions = pageActions({
      viewer: this.#viewer,
      pictures: this.#pictures,
      sliders: this.#sliders,
      panel,
      state: () => this.#state.value,
      update: (change) => this.#update(change),
      format: () => this.#texts.format,
      partCount: () => this.#texts.mesh?.parts.length ?? 0,
      selection,
      copyFacts: () => this.#texts.copy((message) => host.postMessage(message)),
      saveAs: () => host.postMessage(this.#saveRequest()),
    });
    this.#listen();
    this.#applyState();
  }

  receive(message: Exclude<ToPage, Start>): void {
    this.#picks.heed(message.type);
    switch (message.type) {
      case 'stage':
        // The file has changed, or is read once more.
        this.#isOther = true;
        this.#files.giveUp();
        this.#status.busy(message.stage);
        this.#side.check.forget();
        break;
      case 'mesh':
        this.#showMesh(message.mesh, message.coarse, message.wantedPicture);
        break;
      case 'facts':
        this.#showFacts({ exact: true, facts: message.facts });
        break;
      case 'file':
        this.#isOther = true;
        this.#readFile(message).catch((error: unknown) =>
          this.#fail(this.#texts.format.text('fail_other', String(error))),
        );
        break;
      case 'sizes':
        this.#side.sizes.offer(message.sizes, message.canWrite, this.#texts.format);
        break;
      case 'variant':
        if (this.#texts.shown && this.#side.sizes.isAwaiting) this.#variant.show(message, this.#texts.shown);
        break;
      case 'check':
        this.#side.check.show(message, this.#texts.format);
        break;
      case 'sizesOutcome':
        this.#side.sizes.settle(message);
        break;
      case 'failure':
        this.#files.giveUp();
        this.#fail(message.sentence, message.canOpenAnyway);
        break;
      case 'save':
        saveHere(message.name, message.bytes);
        break;
      case 'action':
        this.#act(message.action);
        break;
    }
  }

  dispose(): void {
    this.#files.cancel();
    this.#stage.dispose();
    this.#viewer?.dispose();
  }

  #makeViewer(): Viewer | undefined {
    try {
      const viewer = new Viewer(this.#stage.canvas, () => this.#drawn());
      viewer.cameras.controls.addEventListener('end', () => this.#remember());
      return viewer;
    } catch {
      return undefined; // No WebGL: that is said in the place of the picture.
    }
  }

  #listen(): void {
    const viewer = this.#viewer;
    this.#narrow.addEventListener('change', () => this.#applyState());
    this.#stage.listen({
      onTheme: () => viewer?.setTheme(),
      onResize: () => viewer?.resize(),
      onContextLost: () => this.#status.note(this.#texts.format.text('contextLost')),
      onContextRestored: () => this.#status.clear(),
    });
    listenToKeys({
      canvas: this.#stage.canvas,
      cameras: viewer?.cameras,
      onAction: (action) => this.#act(action),
      onMoved: () => {
        viewer?.invalidate();
        this.#remember();
      },
    });
    const { canvas } = this.#stage;
    listenToClicks(canvas, (x, y, shift) => this.#picks.selection.pick(viewer?.pick(x, y), shift));
    if (viewer)
      this.#hover.listen({ canvas, find: (x, y) => viewer.pick(x, y), hint: (picked) => this.#picks.hint(picked) });
  }

  #showMesh(mesh: ModelMesh, coarse: boolean, wantedPicture: string | undefined, ghost?: ModelMesh): void {
    if (!ghost) {
      this.#variant.forget();
      this.#side.sizes.forget();
    }
    const camera = this.#texts.mesh ? 'keep' : (this.#state.value.camera ?? 'fit');
    if (this.#isOther && !ghost) this.#forgetFacts();
    this.#texts.setMesh(mesh);
    this.#pictures?.want(coarse ? undefined : wantedPicture);
    this.#picks.selection.clear();
    this.#viewer?.resize();
    this.#viewer?.show(mesh, camera, this.#state.hiddenParts(mesh));
    this.#viewer?.showGhost(ghost);
    this.#report.expect(coarse);
    if (!coarse && this.#texts.facts) this.#showFacts(this.#texts.facts);
    this.#texts.writeParts();
    this.#toolbar.setEnabled('toggleExplode', mesh.parts.length > 1);
    this.#stage.element.dataset['shown'] = ghost ? 'variant' : coarse ? 'coarse' : 'fine';
    if (!coarse) this.#settle();
  }

  /** The figures of an earlier state don't stand beside the picture of a new one. */
  #forgetFacts(): void {
    this.#isOther = false;
    this.#texts.forget();
    this.#texts.write([]);
    delete this.#stage.element.dataset['facts'];
  }

  #showFacts(facts: Facts): void {
    this.#texts.setFacts(facts);
    this.#texts.write(this.#picks.selection.picks);
    this.#stage.element.dataset['facts'] = String(facts.exact);
    if (!facts.exact && facts.facts.closed) this.#viewer?.setClosed();
    this.#settle();
  }

  /** All work on the model is done. */
  #settle(): void {
    if (this.#viewer) this.#status.clear();
    else this.#status.note(this.#texts.format.text('noWebgl'));
  }

  async #readFile({ format, bytes, wantedPicture }: Extract<ToPage, { type: 'file' }>): Promise<void> {
    this.#status.busy('parsing');
    const answer = await this.#files.read(format, bytes, (mesh) => {
      this.#showMesh(mesh, false, wantedPicture);
      this.#status.busy('measuring');
    });
    if (!answer) return;
    if (answer === 'cancelled') this.#fail(this.#texts.format.text('cancelled'));
    else if (answer.ok) {
      if (answer.mesh) this.#showMesh(answer.mesh, false, wantedPicture);
      this.#showFacts({ exact: false, facts: answer.facts });
    } else {
      this.#host.postMessage({ type: 'failed', code: answer.code, detail: answer.detail.slice(0, 10_000) });
      this.#fail(sentenceOf(answer, this.#texts.format));
    }
  }

  /** Shows why there is no model. The picture of an earlier state goes, since the file is no longer the same. */
  #fail(sentence: string, canOpenAnyway = false): void {
    this.#status.fail(sentence, canOpenAnyway);
    this.#viewer?.clear();
    this.#viewer?.invalidate();
    this.#texts.forget();
    this.#picks.selection.clear();
    this.#texts.write([]);
    this.#texts.writeParts();
    this.#stage.element.dataset['shown'] = 'failed';
  }

  #drawn(): void {
    const camera = this.#viewer?.cameras.current;
    if (camera) this.#cube.update(camera);
    this.#report.drawn();
    this.#pictures?.drawn();
  }

  #setVisible(parts: readonly number[], visible: boolean): void {
    this.#viewer?.setVisible(parts, visible);
    this.#update({ hidden: this.#state.hiddenWith(this.#texts.mesh, parts, visible) });
    this.#picks.selection.clear();
  }

  #act(action: PreviewAction): void {
    if (isHostAction(action)) this.#host.postMessage({ type: 'action', action });
    else this.#actions[action]();
    this.#applyState();
    this.#remember();
  }

  /** A part with other sizes is in no file: what is saved would be another one than is seen. */
  #saveRequest(): FromPage {
    return this.#stage.element.dataset['shown'] === 'variant'
      ? { type: 'told', text: this.#texts.format.text('saveVariant') }
      : saveRequest(this.#texts.mesh, this.#state, this.#picks.selection.picks);
  }

  #update(change: Partial<PageState>): void {
    this.#state.change(change);
    this.#applyState();
    this.#remember();
  }

  /** Brings buttons, picture and numbers in line with the state. */
  #applyState(): void {
    const { style, grid } = this.#state.value;
    const viewer = this.#viewer;
    this.#writeExtent();
    if (viewer && viewer.style !== style) viewer.setStyle(style);
    if (viewer && viewer.gridShown !== grid) viewer.gridShown = grid;
    this.#side.panel.element.hidden = !(this.#state.value.facts ?? !this.#narrow.matches);
    this.#toolbar.show({
      ...this.#state.value,
      facts: !this.#side.panel.element.hidden,
      orthographic: viewer?.cameras.isOrthographic ?? false,
      section: this.#sliders.sectionShown,
      exploded: this.#sliders.explodeShown,
      measuring: this.#picks.selection.isMeasuring,
    });
    this.#texts.write(this.#picks.selection.picks);
    viewer?.invalidate();
  }

  /** The section's place is told in what is visible. */
  #writeExtent(): void {
    const box = this.#viewer?.model?.visibleBox();
    if (box) this.#sliders.showExtent({ min: box.min.toArray(), max: box.max.toArray() }, this.#state.value.inch);
  }

  #remember(): void {
    this.#state.keepCameraSoon(() => (this.#texts.mesh ? this.#viewer?.cameras.state : undefined));
  }
}
