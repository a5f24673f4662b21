import { element } from '../../pages/frame/webview/dom';
import { actions, type PreviewAction } from '../actions';
import { icon } from './icons';
import type { PageState } from './state';

/** The buttons in groups, each with a name that is written below it. */
const groups: Readonly<Record<`group_${string}`, readonly PreviewAction[]>> = {
  group_view: [
    'fit',
    'viewIsometric',
    'viewFront',
    'viewBack',
    'viewLeft',
    'viewRight',
    'viewTop',
    'viewBottom',
    'toggleProjection',
  ],
  group_display: ['showShaded', 'showWireframe', 'showTransparent', 'toggleSection', 'toggleExplode', 'toggleGrid'],
  group_measure: ['measureDistance', 'toggleUnits'],
  group_keep: ['savePicture', 'saveTransparentPicture', 'copyPicture', 'copyFacts'],
  group_file: ['download', 'saveAs', 'revealFile', 'openIn', 'reopenWith'],
  group_panel: ['toggleFacts'],
};

/** The state of the page that the buttons show. */
export interface Shown extends Pick<PageState, 'style' | 'grid' | 'inch'> {
  readonly orthographic: boolean;
  readonly section: boolean;
  readonly exploded: boolean;
  readonly measuring: boolean;
  /** Whether the facts are shown. */
  readonly facts: boolean;
}

/** The buttons. Arrow keys move within them, as in a tool bar (WAI-ARIA Authoring Practices). */
export class Toolbar {
  readonly element: HTMLElement;
  readonly #buttons = new Map<PreviewAction, HTMLButtonElement>();

  constructor(texts: Readonly<Record<string, string>>, onAction: (action: PreviewAction) => void) {
    this.element = element('div', { class: 'toolbar', role: 'toolbar', 'aria-label': texts['tools'] });
    for (const [name, group] of Object.entries(groups)) {
      const row = element('div', { class: 'buttons' });
      const caption = element('span', { class: 'caption', 'aria-hidden': 'true' }, texts[name] ?? '');
      for (const action of group) {
        const label = texts[action] ?? action;
        const key = actions[action];
        const button = element('button', {
          type: 'button',
          'data-action': action,
          'aria-label': label,
          title: key === '' ? label : `${label} (${key.toUpperCase()})`,
          'aria-keyshortcuts': key === '' ? undefined : key,
          tabindex: '-1',
        });
        const drawn = icon(action);
        if (drawn) button.append(drawn);
        button.addEventListener('click', () => onAction(action));
        this.#buttons.set(action, button);
        row.append(button);
      }
      this.element.append(element('div', { class: 'group', role: 'group', 'aria-label': texts[name] }, row, caption));
    }
    const [first] = this.#buttons.values();
    first?.setAttribute('tabindex', '0');
    this.element.addEventListener('keydown', (event) => this.#move(event));
  }

  /** Brings the buttons in line with the state of the page. */
  show({ style, grid, inch, orthographic, section, exploded, measuring, facts }: Shown): void {
    this.#setPressed('showShaded', style === 'shaded');
    this.#setPressed('showWireframe', style === 'wireframe');
    this.#setPressed('showTransparent', style === 'transparent');
    this.#setPressed('toggleGrid', grid);
    this.#setPressed('toggleProjection', orthographic);
    this.#setPressed('toggleSection', section);
    this.#setPressed('toggleExplode', exploded);
    this.#setPressed('measureDistance', measuring);
    this.#setPressed('toggleFacts', facts);
    this.#setText('toggleUnits', inch ? 'in' : 'mm');
  }

  /**
   * Marks a button when there is something behind it that should be seen.
   * @param label undefined for no mark
   */
  setRemark(action: PreviewAction, label: string | undefined): void {
    const button = this.#buttons.get(action);
    if (!button) return;
    button.classList.toggle('remark', label !== undefined);
    button.setAttribute('aria-label', label ?? button.title);
  }

  /** Takes a button away where there is nothing to do with it. */
  setShown(action: PreviewAction, shown: boolean): void {
    const button = this.#buttons.get(action);
    if (button) button.hidden = !shown;
  }

  setEnabled(action: PreviewAction, enabled: boolean): void {
    const button = this.#buttons.get(action);
    if (button) button.disabled = !enabled;
  }

  #setPressed(action: PreviewAction, pressed: boolean): void {
    this.#buttons.get(action)?.setAttribute('aria-pressed', String(pressed));
  }

  #setText(action: PreviewAction, text: string): void {
    const button = this.#buttons.get(action);
    if (!button) return;
    button.textContent = text;
    // The visible text is part of the name, so that it can be used in voice control.
    button.setAttribute('aria-label', `${button.title}: ${text}`);
  }

  #move(event: KeyboardEvent): void {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (step === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    const buttons = [...this.#buttons.values()].filter(({ disabled, hidden }) => !disabled && !hidden);
    const at = buttons.findIndex((button) => button === document.activeElement);
    const next = buttons[(at + step + buttons.length) % buttons.length];
    for (const button of buttons) button.setAttribute('tabindex', button === next ? '0' : '-1');
    next?.focus();
  }
}
