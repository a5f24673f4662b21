import * as vscode from 'vscode';

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

/** Lets the user choose one of several. */
export function askChoice<T>({ choices, placeholder, preselected, ...step }: ChoiceStep<T>): Promise<Answer<T>> {
  const box = vscode.window.createQuickPick<Choice<T>>();
  box.items = choices;
  box.placeholder = placeholder;
  box.activeItems = choices.filter(({ value }) => value !== undefined && value === preselected);
  return answer<T>(box, step, (accept) => box.onDidAccept(() => {
    const value = box.selectedItems[0]?.value;
    if (value !== undefined) accept(value);
  }));
}

/** Lets the user type a text, which is given without the white space around it. */
export function askText({ prompt, placeholder, text = '', cursorAtEnd = false, password = false, problem, ...step }: TextStep): Promise<Answer<string>> {
  const box = vscode.window.createInputBox();
  box.prompt = prompt;
  box.placeholder = placeholder;
  box.value = text;
  if (cursorAtEnd) box.valueSelection = [text.length, text.length];
  box.password = password;
  box.onDidChangeValue((value) => {
    box.validationMessage = value.trim() === '' ? undefined : problem(value.trim());
  });
  return answer<string>(box, step, (accept) => box.onDidAccept(() => {
    const value = box.value.trim();
    box.validationMessage = problem(value);
    if (box.validationMessage === undefined) accept(value);
  }));
}

function answer<T>(
  box: vscode.QuickInput & { buttons: readonly vscode.QuickInputButton[]; onDidTriggerButton: vscode.Event<vscode.QuickInputButton> },
  { title, position, canGoBack = false }: Step,
  listen: (accept: (value: T) => void) => void,
): Promise<Answer<T>> {
  return new Promise((resolve) => {
    let given: Answer<T>;
    const end = (value: Answer<T>): void => {
      given = value;
      box.hide();
    };
    // A text may come from another window, and VS Code gives a page its focus back a moment after a step has closed: the next one would be gone at once.
    box.ignoreFocusOut = true;
    box.title = title;
    box.step = position?.[0];
    box.totalSteps = position?.[1];
    if (canGoBack) box.buttons = [vscode.QuickInputButtons.Back];
    box.onDidTriggerButton(() => end(back));
    box.onDidHide(() => {
      box.dispose();
      resolve(given);
    });
    listen(end);
    box.show();
  });
}
