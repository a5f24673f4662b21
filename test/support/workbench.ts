import path from 'node:path';
import { errors, type FrameLocator, type Locator, type Page } from 'playwright-core';
import { until } from './until.js';

/** A row of the tree in the side bar, as it is shown. */
export interface TreeRow {
  readonly label: string;
  readonly description: string;
  /** 1 for a group, 2 for what is in it. */
  readonly level: number;
  /** Undefined for a row that has nothing in it. */
  readonly expanded: boolean | undefined;
}

export interface QuickInputOptions {
  /** Text to wait for in the box first: one picker often follows another in the same box. */
  readonly title?: string | RegExp;
}

/** As much of the page's elements as is used inside the page: the project is compiled without the DOM's types. */
interface RowElement {
  getAttribute(name: string): string | null;
  querySelector(selector: string): { readonly textContent: string | null } | null;
}

/** The workbench as a user sees it, with mouse and keyboard. Works on VS Code 1.100 and 1.139. */
export class Workbench {
  readonly page: Page;
  readonly sideBar: Locator;
  readonly quickInput: Locator;

  constructor(page: Page) {
    this.page = page;
    this.sideBar = page.locator('.part.sidebar');
    this.quickInput = page.locator('.quick-input-widget');
  }

  /** Waits until the workbench is there and its extension host is connected. */
  async ready(): Promise<void> {
    await this.page.locator('.monaco-workbench .part.statusbar').waitFor({ timeout: 60_000 });
    const connection = this.page.locator('.statusbar-item.remote-kind, [id="status.host"]').first();
    await until(
      async () => {
        const text = await connection.getAttribute('aria-label');
        return text !== null && !/opening|connecting|disconnected/i.test(text);
      },
      'the workbench to connect to its extension host',
      60_000,
    );
    // A window that was reloaded may come back without its side bar.
    const content = this.sideBar.locator('.monaco-list-row, .welcome-view-content').first();
    await until(
      async () => !(await this.sideBar.isVisible()) || (await content.isVisible()),
      'the side bar to be filled',
      60_000,
    );
  }

  /** Reloads the window and waits until it is there again. */
  async reload(): Promise<void> {
    await this.page.reload();
    await this.ready();
  }

  /** Makes this window the one that the user looks at: a page in the background draws nothing and takes no clicks. */
  async toFront(): Promise<void> {
    await this.page.bringToFront();
  }

  /** Closes menus, pickers and the like, so that one failed test does not take the next ones along. */
  async reset(): Promise<void> {
    await this.page.keyboard.press('Escape');
    await this.page.keyboard.press('Escape');
  }

  async screenshot(file: string): Promise<void> {
    await this.page.screenshot({ path: path.resolve(file) });
  }

  // --- Views and trees

  /** Opens a view container from the activity bar, if it isn't open. */
  async openView(title: string): Promise<void> {
    const tab = this.page.locator('.part.activitybar').getByRole('tab', { name: title });
    await tab.waitFor();
    const heading = this.sideBar.locator('.composite.title', { hasText: title });
    // A click on the tab of the open container closes it, and a command may be opening it at this moment.
    await until(async () => {
      if (await heading.isVisible()) return true;
      if ((await tab.getAttribute('aria-selected')) !== 'true') {
        await tab.click();
        // Else the tab's tooltip comes up, over the first rows, for as long as the mouse stays.
        await this.page.mouse.move(0, 0);
      }
      return heading.isVisible();
    }, `the view container ${title}`);
  }

  /** A row of the side bar's tree. */
  row(text: string | RegExp): Locator {
    return this.sideBar.locator('.monaco-list-row', { hasText: text }).first();
  }

  /** Clicks a row of the tree until its page is open: VS Code drops a click on a row that it paints anew meanwhile. */
  async openRow(text: string, tab = text): Promise<void> {
    const open = this.page.locator('.tab.active', { hasText: tab });
    await until(async () => {
      await this.row(text).click();
      return succeeds(open.waitFor({ timeout: 10_000 }));
    }, `the page of ${text}`);
  }

  /** The rows of the side bar's tree from top to bottom, without those scrolled out of sight. */
  async treeRows(): Promise<TreeRow[]> {
    const rows = await this.sideBar
      .locator('.monaco-list-row')
      .evaluateAll((elements: readonly RowElement[]) =>
        elements.map((element) => ({
          index: Number(element.getAttribute('data-index')),
          label:
            (element.querySelector('.label-name') ?? element.querySelector('.monaco-icon-label'))?.textContent ?? '',
          description: element.querySelector('.label-description')?.textContent ?? '',
          level: Number(element.getAttribute('aria-level')),
          expanded: element.getAttribute('aria-expanded'),
        })),
      );
    return rows
      .sort((a, b) => a.index - b.index)
      .map(({ label, description, level, expanded }) => ({
        label,
        description,
        level,
        expanded: expanded === null ? undefined : expanded === 'true',
      }));
  }

  /** The labels of the rows in each group. */
  async groups(): Promise<Map<string, string[]>> {
    const groups = new Map<string, string[]>();
    let current: string[] = [];
    for (const { label, level } of await this.treeRows()) {
      if (level === 1) groups.set(label, (current = []));
      else current.push(label);
    }
    return groups;
  }

  /** Waits until a row whose label contains `text` is in `group`, and gives it. */
  async rowInGroup(group: string, text: string, timeoutMs = 60_000): Promise<Locator> {
    let seen = '';
    try {
      await until(
        async () => {
          const groups = await this.groups();
          seen = JSON.stringify([...groups]);
          return groups.get(group)?.some((label) => label.includes(text));
        },
        `"${text}" in the group ${group}`,
        timeoutMs,
      );
    } catch (error) {
      throw new Error(`The tree shows ${seen}.`, { cause: error });
    }
    return this.row(text);
  }

  /** Expands a row, if it isn't expanded. */
  async expand(row: Locator): Promise<void> {
    await this.setExpanded(row, true);
  }

  async collapse(row: Locator): Promise<void> {
    await this.setExpanded(row, false);
  }

  /** Clicks an icon that a row shows under the mouse. */
  async inlineAction(row: Locator, title: string): Promise<void> {
    await row.hover();
    await row.locator('.actions .action-label').and(this.page.getByLabel(title)).first().click();
  }

  /** Clicks an icon in the title of the view. */
  async viewTitleAction(title: string): Promise<void> {
    await this.sideBar.hover();
    await this.sideBar.locator('.title-actions, .pane-header .actions').getByLabel(title).first().click();
  }

  /** Chooses an item of the menu behind the dots in the title of the view. */
  async viewMenu(item: string): Promise<void> {
    await this.viewTitleAction('More Actions...');
    await this.chooseFromMenu(item);
  }

  /** What stands below the title of the view. */
  get viewMessage(): Locator {
    return this.sideBar.locator('.tree-explorer-viewlet-tree-view .message');
  }

  /** The number on a view container's icon in the activity bar. */
  badge(title: string): Locator {
    return this.page.locator('.part.activitybar').getByRole('tab', { name: title }).locator('.badge-content');
  }

  /**
   * Drags something into an editor by mouse.
   * @param where `beside` opens it in a group of editors; `into` holds Shift, which gives it to the text at the mouse
   */
  async drag(source: Locator, target: Locator, where: 'beside' | 'into'): Promise<void> {
    const [from, to] = [
      await until(() => source.boundingBox(), 'what is dragged'),
      await until(() => target.boundingBox(), 'where it goes'),
    ];
    const { mouse, keyboard } = this.page;
    await mouse.move(from.x + 60, from.y + from.height / 2);
    await mouse.down();
    await mouse.move(from.x + 80, from.y + from.height / 2 + 4, { steps: 4 });
    if (where === 'into') await keyboard.down('Shift');
    const x = to.x + Math.min(to.width / 2, 150);
    await mouse.move(x, to.y + to.height / 2, { steps: 12 });
    // VS Code shows where a drop would go once it has seen the mouse there.
    const mark = this.page.locator(where === 'into' ? '.dnd-target' : '#monaco-workbench-editor-drop-overlay');
    let step = 0;
    await until(async () => {
      await mouse.move(x + (step++ % 4), to.y + to.height / 2);
      return (await mark.count()) > 0;
    }, 'the place of the drop');
    await mouse.up();
    if (where === 'into') await keyboard.up('Shift');
  }

  // --- Menus

  /** Right-clicks `target` and chooses an item. */
  async contextMenu(target: Locator, item: string): Promise<void> {
    await this.openContextMenu(target);
    await this.chooseFromMenu(item);
  }

  /** The items of the context menu of `target`; the menu is closed again. */
  async contextMenuItems(target: Locator): Promise<string[]> {
    const labels = await this.openContextMenu(target);
    const items = await labels.allInnerTexts();
    await this.page.keyboard.press('Escape');
    await labels.first().waitFor({ state: 'hidden' });
    return items.map((item) => item.trim());
  }

  /**
   * Opens the context menu of the editor's selection. The click is placed on the selection, because elsewhere it would
   * move the cursor.
   */
  async editorContextMenu(item: string): Promise<void> {
    const selected = this.page.locator('.editor-group-container.active .monaco-editor .selected-text').first();
    await selected.waitFor({ state: 'attached' });
    const box = await until(() => selected.boundingBox(), 'the selection to be drawn');
    await this.page.mouse.click(box.x + Math.min(box.width / 2, 40), box.y + box.height / 2, { button: 'right' });
    await this.chooseFromMenu(item);
  }

  // --- Editors

  /** A command that ends at this moment may show a view of its own in the explorer's place: opens that again. */
  async openFile(name: string): Promise<void> {
    const row = this.sideBar.locator('.explorer-folders-view .monaco-list-row', { hasText: name }).first();
    await until(async () => {
      await this.openView('Explorer');
      return succeeds(row.dblclick({ timeout: 2000 }));
    }, `the row of ${name} to take a double click`);
    await this.page.locator('.tab.active', { hasText: name }).waitFor();
  }

  /** By mouse: pages take the focus when they are shown, and a palette that loses it closes. */
  async closeEditors(): Promise<void> {
    const tabs = this.page.locator('.editor-group-container .tabs-container .tab');
    await until(async () => {
      if ((await tabs.count()) === 0) return true;
      await tabs.first().click({ button: 'middle' });
      return false;
    }, 'the editors to close');
  }

  /** The line of the active editor that contains `text`. Text that is scrolled out of sight is not found. */
  line(text: string): Locator {
    return this.page.locator('.editor-group-container.active .monaco-editor .view-line', { hasText: text }).first();
  }

  /** Selects each line of the open document by itself. @param text of a line that is in sight */
  async selectEachLine(text: string): Promise<void> {
    await this.line(text).click();
    // The whole text, then a cursor at the end of each line, then each line selected.
    for (const keys of ['Control+A', 'Shift+Alt+I', 'Shift+Home']) await this.page.keyboard.press(keys);
  }

  /** Selects the whole line that contains `text`: a click into it, then the keyboard. */
  async selectLine(text: string): Promise<void> {
    const line = this.line(text);
    await line.click({ position: { x: 5, y: 5 } });
    await this.page.keyboard.press('Home');
    await this.page.keyboard.press('Shift+End');
    await this.page.locator('.editor-group-container.active .selected-text').first().waitFor({ state: 'attached' });
  }

  // --- Commands, quick picks, input boxes

  /**
   * Runs a command from the palette by its full title, category included. Waits until the palette offers it, as after a
   * start: an open palette doesn't change.
   */
  async command(title: string): Promise<void> {
    await until(() => this.isOffered(title, true), `the command "${title}" to be offered`, 30_000);
    await this.page.keyboard.press('Enter');
  }

  /** Whether the palette offers a command. @param staysOpen whether the palette stays open when it does */
  async isOffered(title: string, staysOpen = false): Promise<boolean> {
    // A box that is just closing takes no text, and may take the key.
    const input = this.quickInput.locator('.quick-input-filter input');
    await until(async () => {
      await this.page.keyboard.press('F1');
      return succeeds(input.fill(`>${title}`, { timeout: 2000 }));
    }, 'the palette to take the text');
    const rows = this.quickInput.locator('.monaco-list-row');
    // The list is that of the text once none of its rows is another's: either the command's, or the one that says that
    // there is none.
    await rows
      .filter({ hasText: title })
      .or(rows.filter({ hasText: 'No matching' }))
      .or(rows.filter({ hasText: 'similar commands' }))
      .first()
      .waitFor();
    const offered = (await rows.filter({ hasText: title }).count()) > 0;
    if (offered && staysOpen) return true;
    await this.page.keyboard.press('Escape');
    await this.quickInput.waitFor({ state: 'hidden' });
    return offered;
  }

  /** Waits until a quick pick or an input box is open and shows `title`. */
  async waitForQuickInput(title?: string | RegExp): Promise<void> {
    await this.quickInput.waitFor();
    if (title !== undefined) await this.quickInput.getByText(title).first().waitFor();
  }

  /** The items of the open quick pick, from top to bottom. */
  async quickPickItems({ title }: QuickInputOptions = {}): Promise<string[]> {
    await this.waitForQuickInput(title);
    const rows = this.quickInput.locator('.monaco-list-row');
    await rows.first().waitFor();
    return (await rows.locator('.quick-input-list-row:first-child .label-name').allInnerTexts()).map((text) =>
      text.trim(),
    );
  }

  /** Takes an item of the open quick pick. */
  async pick(item: string, { title }: QuickInputOptions = {}): Promise<void> {
    await this.waitForQuickInput(title);
    await this.quickInput.locator('.monaco-list-row', { hasText: item }).first().click();
  }

  /** Takes the preselected item of the open quick pick, and returns which one that was. */
  async acceptDefault({ title }: QuickInputOptions = {}): Promise<string> {
    await this.waitForQuickInput(title);
    const focused = this.quickInput.locator('.monaco-list-row.focused');
    await focused.waitFor();
    const label = await focused.locator('.quick-input-list-row:first-child .label-name').first().innerText();
    await this.pressEnter();
    return label.trim();
  }

  /** Answers the open input box and waits until it has closed. */
  async answer(text: string, options: QuickInputOptions = {}): Promise<void> {
    await this.type(text, options);
    await this.pressEnter();
    await this.quickInput.waitFor({ state: 'hidden' });
  }

  /**
   * Leaves the open quick input without an answer. Over a page, one that is closed in its first half second comes back
   * and takes the keyboard back: so it is closed until it stays away.
   */
  async dismissInput(): Promise<void> {
    await until(async () => {
      await this.page.keyboard.press('Escape');
      if (!(await succeeds(this.quickInput.waitFor({ state: 'hidden', timeout: 1000 })))) return false;
      return !(await succeeds(this.quickInput.waitFor({ timeout: 1000 })));
    }, 'the input to close');
  }

  /** Accepts the open input box as it is; another one may follow in the same place. */
  async acceptInput(options: QuickInputOptions = {}): Promise<void> {
    await this.waitForQuickInput(options.title);
    await this.pressEnter();
  }

  /** Types into the open input box without accepting. */
  async type(text: string, { title }: QuickInputOptions = {}): Promise<void> {
    await this.waitForQuickInput(title);
    await this.quickInput.locator('.quick-input-filter input').first().fill(text);
  }

  /** What the open input box says below the text: its prompt, or what is wrong with the input. */
  get inputMessage(): Locator {
    return this.quickInput.locator('.quick-input-message');
  }

  // --- Notifications

  /** A notification that is shown. */
  notification(text: string | RegExp): Locator {
    return this.page.locator('.notification-toast .notification-list-item', { hasText: text }).first();
  }

  /** Waits for a notification and gives its whole message. */
  async notificationText(text: string | RegExp): Promise<string> {
    return (await this.notification(text).locator('.notification-list-item-message').innerText()).trim();
  }

  async notificationButtons(text: string | RegExp): Promise<string[]> {
    const notification = this.notification(text);
    await notification.waitFor();
    return (await notification.locator('.notification-list-item-buttons-container .monaco-button').allInnerTexts()).map(
      (label) => label.trim(),
    );
  }

  async pressNotificationButton(text: string | RegExp, button: string): Promise<void> {
    await this.notification(text)
      .locator('.notification-list-item-buttons-container .monaco-button', { hasText: button })
      .first()
      .click();
  }

  async clearNotifications(): Promise<void> {
    await this.command('Notifications: Clear All Notifications');
    await this.page.locator('.notification-toast').first().waitFor({ state: 'hidden' });
  }

  // --- Webviews

  /** What is inside the visible webview. */
  webview(): FrameLocator {
    return this.page.frameLocator('iframe.webview.ready').frameLocator('iframe#active-frame');
  }

  /** In the open quick input: it may be seen before it has the keyboard, above all when a page had it. */
  private async pressEnter(): Promise<void> {
    await this.quickInput.locator('.quick-input-filter input').first().press('Enter');
  }

  /**
   * A menu closes at once when something else takes the focus, as an editor does that is loading: opens it until it
   * stays.
   */
  private async openContextMenu(target: Locator): Promise<Locator> {
    const labels = this.page.locator('.monaco-menu .action-item .action-label:not(.separator)');
    await until(async () => {
      await target.click({ button: 'right' });
      return succeeds(labels.first().waitFor({ timeout: 2000 }));
    }, 'the context menu to open');
    return labels;
  }

  private async setExpanded(row: Locator, expanded: boolean): Promise<void> {
    await row.waitFor();
    const wanted = String(expanded);
    if ((await row.getAttribute('aria-expanded')) !== wanted) await row.locator('.monaco-tl-twistie').click();
    await until(
      async () => (await row.getAttribute('aria-expanded')) === wanted,
      `the row to be ${expanded ? 'expanded' : 'collapsed'}`,
    );
  }

  /**
   * A menu ignores clicks in its first 100 ms, to be safe from the click that opened it: clicks again until it closes.
   */
  private async chooseFromMenu(item: string): Promise<void> {
    const entry = this.page.locator('.monaco-menu .action-item', { hasText: item }).first();
    await entry.waitFor();
    await until(async () => {
      if (!(await entry.isVisible())) return true;
      // Else the menu closed under the click, or the machine is slow: look again.
      await succeeds(entry.click({ timeout: 1000 }));
      return !(await entry.isVisible());
    }, `the menu to close after choosing "${item}"`);
  }
}

/** Whether something in the page was done within its time. @throws any other error */
async function succeeds(action: Promise<void>): Promise<boolean> {
  try {
    await action;
    return true;
  } catch (error) {
    if (error instanceof errors.TimeoutError) return false;
    throw error;
  }
}
