import * as vscode from 'vscode';
import { systemClock, type Clock } from '../base/clock';
import { withoutLinks } from '../wording/outsideText';

/** The answer of a step whose Back button was pressed. */
export const back = Symbol('back');

/** What the user has answered in a step; undefined when the user has left. */
export type Answer<T> = T | typeof back | undefined;

export interface Step {
  readonly title: string;
  /** Shown as "1/2" beside the title, where the number of steps is known. */
  readonly position?: readonly [step: number, of: number];
  readonly canGoBack?: boolean;
}

export interface Choice<T> extends vscode.QuickPickItem {
  /** Undefined for a separator. */
  readonly value?: T;
}

export interface ChoiceStep<T> extends Step {
  readonly choices: readonly Choice<T>[];
  readonly placeholder?: string;
  /** Preselected. */
  readonly preselected?: T;
  /** What is typed is looked for in the descriptions, too. */
  readonly matchOnDescription?: boolean;
}

export interface TextStep extends Step {
  readonly prompt: string;
  readonly placeholder?: string;
  /** What is in the box at first. */
  readonly text?: string;
  /** Puts the cursor behind the text, which is then not selected. */
  readonly cursorAtEnd?: boolean;
  readonly password?: boolean;
  /** What is wrong with the text, as a sentence, or undefined. An empty box is judged only when it is accepted. */
  readonly problem: (text: string) => string | undefined;
}

/**
 * How long after the first question is shown a page may still take the keyboard from it, in ms. Nobody reads it and
 * presses Escape so fast.
 */
const restlessMs = 500;

type Box = vscode.QuickPick<vscode.QuickPickItem> | vscode.InputBox;

/**
 * Questions one after the other in one place. An answered one stays until the next takes its place or `close` is
 * called: when it was closed before, VS Code would give the focus back to what had it, and a page takes that only a
 * moment later, from the next question.
 */
export class Steps {
  readonly #clock: Clock;
  #open: Box | undefined;
  /** Undefined before the first question. */
  #isRestless: boolean | undefined;
  #mayLoseKeyboard = true;
  #hasLeft = false;

  constructor(clock: Clock = systemClock) {
    this.#clock = clock;
  }

  /** Lets the user choose one of several. */
  choice<T>({
    choices,
    placeholder,
    preselected,
    matchOnDescription = false,
    ...step
  }: ChoiceStep<T>): Promise<Answer<T>> {
    const box = vscode.window.createQuickPick<Choice<T>>();
    box.items = choices;
    box.placeholder = placeholder;
    box.matchOnDescription = matchOnDescription;
    const active = choices.filter(({ value }) => value !== undefined && value === preselected);
    // An empty list would leave even the first one out, and Enter without an effect.
    if (active.length > 0) box.activeItems = active;
    return this.#ask<T>(box, step, (accept) =>
      box.onDidAccept(() => {
        const value = box.selectedItems[0]?.value;
        if (value !== undefined) accept(value);
      }),
    );
  }

  /** Lets the user type a text, which is given without the white space around it. */
  text({
    prompt,
    placeholder,
    text = '',
    cursorAtEnd = false,
    password = false,
    problem,
    ...step
  }: TextStep): Promise<Answer<string>> {
    const box = vscode.window.createInputBox();
    box.prompt = withoutLinks(prompt);
    const wrong = (value: string): string | undefined => {
      const sentence = problem(value);
      return sentence === undefined ? undefined : withoutLinks(sentence);
    };
    box.placeholder = placeholder;
    box.value = text;
    if (cursorAtEnd) box.valueSelection = [text.length, text.length];
    box.password = password;
    box.onDidChangeValue((value) => {
      box.validationMessage = value.trim() === '' ? undefined : wrong(value.trim());
    });
    return this.#ask<string>(box, step, (accept) =>
      box.onDidAccept(() => {
        const value = box.value.trim();
        box.validationMessage = wrong(value);
        if (box.validationMessage === undefined) accept(value);
      }),
    );
  }

  /** Ends the questions for now: nothing of them is shown any more. */
  close(): void {
    const box = this.#open;
    this.#open = undefined;
    box?.dispose();
  }

  #ask<T>(
    box: Box,
    { title, position, canGoBack = false }: Step,
    listen: (accept: (value: T) => void) => void,
  ): Promise<Answer<T>> {
    // Who leaves while the next question is prepared isn't asked it.
    if (this.#hasLeft) {
      box.dispose();
      return Promise.resolve(undefined);
    }
    return new Promise((resolve) => {
      // The user may look something up meanwhile, in another window or in the page that the questions came from.
      const isFirst = this.#isRestless === undefined;
      this.#isRestless ??= isPageInFront();
      if (isFirst) this.#mayLoseKeyboard = !this.#isRestless;
      box.ignoreFocusOut = this.#mayLoseKeyboard;
      box.title = title;
      box.step = position?.[0];
      box.totalSteps = position?.[1];
      if (canGoBack) box.buttons = [vscode.QuickInputButtons.Back];
      box.onDidTriggerButton(() => resolve(back));
      box.onDidHide(() => {
        if (this.#open === box && this.#isRestless === true) {
          showAgain(box);
          return;
        }
        if (this.#open === box) {
          this.#open = undefined;
          this.#hasLeft = true;
        }
        resolve(undefined);
        box.dispose();
      });
      listen(resolve);
      this.#open = box;
      // VS Code hides the one before when this one is shown, which leaves the focus where it is.
      box.show();
      if (isFirst && this.#isRestless) void this.#settle();
    });
  }

  /**
   * When the palette closes, VS Code gives the keyboard back to a page, which takes it whenever it gets round to it;
   * the walkthrough does so a moment after a key was let go. Nothing tells who has the keyboard. But a box that may not
   * lose it is hidden when it does, and has it again, with all that was typed, when it is shown again: so at first it
   * may not. Who presses Escape within that moment has to do so again.
   */
  async #settle(): Promise<void> {
    await windowIsUpToDate();
    this.#clock.setTimeout(() => void this.#stay(), restlessMs);
  }

  /** From here on a box may lose the keyboard. Until the window knows that, it is still hidden when it does. */
  async #stay(): Promise<void> {
    this.#mayLoseKeyboard = true;
    if (this.#open) this.#open.ignoreFocusOut = true;
    // What a box is told goes out a turn later, so the first answer can be of before it.
    await windowIsUpToDate();
    await windowIsUpToDate();
    this.#isRestless = false;
  }
}

/**
 * Resolves when the window has shown what it was asked to until now, however busy it is. The key is any that nobody
 * asks for: what matters is the answer.
 */
async function windowIsUpToDate(): Promise<void> {
  await vscode.commands.executeCommand('setContext', 'makistry.asks', true);
}

/** A list that was hidden is empty when it is shown again, unless its items are given once more. */
function showAgain(box: Box): void {
  if ('items' in box) {
    const { activeItems } = box;
    box.items = [...box.items];
    box.activeItems = activeItems;
  }
  box.show();
}

/**
 * Whether the user looks at a page, and not at a text. VS Code's own, such as the walkthrough, have no input that
 * extensions know.
 */
function isPageInFront(): boolean {
  const tab = vscode.window.tabGroups.activeTabGroup.activeTab;
  const input: unknown = tab?.input;
  const isPage =
    input === undefined || input instanceof vscode.TabInputWebview || input instanceof vscode.TabInputCustom;
  return tab !== undefined && isPage;
}

/** Asks in a place of its own, which is closed however it ends. */
export async function inSteps<T>(ask: (steps: Steps) => Promise<T>): Promise<T> {
  const steps = new Steps();
  try {
    return await ask(steps);
  } finally {
    steps.close();
  }
}
