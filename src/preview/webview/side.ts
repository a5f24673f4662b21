import type { Host } from '../../pages/frame/webview/host';
import type { FromPage, ToPage } from '../messages';
import { CheckPanel } from './checkPanel';
import type { Formatter } from './facts';
import { Mass } from './mass';
import type { Picks } from './picks';
import { SidePanel } from './sidePanel';
import { SizesPanel } from './sizesPanel';
import type { PageState } from './state';

interface SideParts {
  readonly start: Extract<ToPage, { type: 'start' }>;
  readonly host: Host<FromPage>;
  readonly format: Formatter;
  readonly picks: Picks;
  readonly state: () => PageState;
  readonly update: (change: Partial<PageState>) => void;
  readonly onVisible: (parts: readonly number[], visible: boolean) => void;
  /** The sizes are the file's again. */
  readonly onOriginal: () => void;
}

/** What is beside the picture: the panel and its sections. */
export class Side {
  readonly panel: SidePanel;
  readonly check: CheckPanel;
  readonly sizes: SizesPanel;
  readonly mass: Mass;

  constructor({ start, host, format, picks, state, update, onVisible, onOriginal }: SideParts) {
    this.check = new CheckPanel((faces, fitted) => picks.choose(faces, fitted));
    this.sizes = new SizesPanel((message) => host.postMessage(message), onOriginal);
    this.mass = new Mass(
      { job: start.job, chosen: () => state().material, choose: (material) => update({ material }) },
      format,
    );
    const sections = [this.check.element, this.mass.element, this.sizes.element] as const;
    this.panel = new SidePanel(format.text('facts'), sections, picks.measuring.elements, {
      onVisible,
      onSame: (faces) => picks.choose(faces),
      onKeep: () => picks.keep(),
      onRefine: () => {
        const words = picks.words();
        if (words !== undefined) host.postMessage({ type: 'refineWith', words });
      },
    });
    this.panel.showJob(start.job, format, () => host.postMessage({ type: 'action', action: 'refinePrompt' }));
  }
}
