import type { HostAction, PreviewAction } from '../actions';
import type { View } from './cameras';
import type { Formatter } from './facts';
import type { Pictures } from './pictures';
import type { Selection } from './selection';
import type { SidePanel } from './sidePanel';
import type { Sliders } from './sliders';
import type { PageState } from './state';
import type { Viewer } from './viewer';

type PageAction = Exclude<PreviewAction, HostAction>;

export interface ActionParts {
  /** Undefined where nothing can be drawn. */
  readonly viewer: Viewer | undefined;
  readonly pictures: Pictures | undefined;
  readonly sliders: Sliders;
  readonly panel: SidePanel;
  readonly state: () => PageState;
  readonly update: (change: Partial<PageState>) => void;
  readonly format: () => Formatter;
  readonly partCount: () => number;
  readonly selection: Selection;
  readonly copyFacts: () => void;
  readonly saveAs: () => void;
}

/** What the page does for each action that isn't the extension's. */
export function pageActions(parts: ActionParts): Readonly<Record<PageAction, () => void>> {
  const { viewer, pictures, sliders, panel, selection, state, update, format } = parts;
  const fit = (view?: View): void => {
    if (viewer?.model) viewer.cameras.fit(viewer.model.visibleBox(), view);
  };
  return {
    fit: () => fit(),
    viewIsometric: () => fit('viewIsometric'),
    viewFront: () => fit('viewFront'),
    viewBack: () => fit('viewBack'),
    viewLeft: () => fit('viewLeft'),
    viewRight: () => fit('viewRight'),
    viewTop: () => fit('viewTop'),
    viewBottom: () => fit('viewBottom'),
    toggleProjection: () => viewer?.cameras.toggleProjection(),
    showShaded: () => update({ style: 'shaded' }),
    showWireframe: () => update({ style: 'wireframe' }),
    showTransparent: () => update({ style: 'transparent' }),
    toggleSection: () => sliders.toggleSection(),
    toggleExplode: () => {
      if (parts.partCount() < 2) return;
      sliders.toggleExplode();
      fit();
    },
    measureDistance: () => selection.toggleMeasuring(),
    toggleUnits: () => update({ inch: !state().inch }),
    toggleFacts: () => update({ facts: Boolean(panel.element.hidden) }),
    toggleGrid: () => update({ grid: !state().grid }),
    clearPicks: () => selection.clear(),
    savePicture: () => void pictures?.save(false, format()),
    saveTransparentPicture: () => void pictures?.save(true, format()),
    copyPicture: () => void pictures?.copy(format()),
    copyFacts: () => parts.copyFacts(),
    saveAs: () => parts.saveAs(),
    showPrompt: () => {
      update({ facts: true });
      panel.focusJob();
    },
  };
}
