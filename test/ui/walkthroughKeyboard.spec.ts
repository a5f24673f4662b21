import { afterEachTest, openSession, type UiSession } from '../support/uiSession.js';
import { until } from '../support/until.js';

describe('The walkthrough without a mouse', function () {
  let session: UiSession;

  before(async () => {
    session = await openSession();
  });
  after(() => session.close());
  afterEach(async function () {
    await afterEachTest(session, this.currentTest);
  });

  /** Goes on by Tab until what begins with `text` has the keyboard. */
  async function tabTo(text: string): Promise<void> {
    const { page } = session;
    for (let presses = 0; presses < 40; presses++) {
      if ((await page.evaluate<string>('document.activeElement?.textContent ?? ""')).startsWith(text)) return;
      await page.keyboard.press('Tab');
    }
    throw new Error(`“${text}” is not reached by Tab.`);
  }

  /** Presses the button with a key that is held as long as people do, and types at once when the box is there. */
  async function generate(prompt: string): Promise<void> {
    const { page, workbench } = session;
    await tabTo('Generate CAD from Prompt…');
    await page.keyboard.press('Enter', { delay: 80 });
    await workbench.waitForQuickInput('Describe the part');
    await page.keyboard.type(prompt);
    await page.keyboard.press('Enter');
    for (const title of [/design mode/i, /output format/i]) {
      await workbench.waitForQuickInput(title);
      await page.keyboard.press('Enter');
    }
    await workbench.quickInput.waitFor({ state: 'hidden' });
    await workbench.rowInGroup('Succeeded', prompt.slice(0, 'Box 40x20x10'.length), 60_000);
  }

  it('its first part goes from no account to a part, whatever is typed right after its buttons', async () => {
    const { page, workbench } = session;
    await until(() => workbench.isOffered('Makistry: Open Walkthrough', true), 'the walkthrough to be offered', 30_000);
    await page.keyboard.press('Enter');
    const walkthrough = page.locator('.gettingStartedContainer');
    await walkthrough.getByRole('button', { name: 'Try Without an Account' }).waitFor();
    await tabTo('Try Without an Account');
    await page.keyboard.press('Enter');
    await until(
      async () => (await walkthrough.locator('.getting-started-step:visible .codicon.complete').count()) === 1,
      'the first step to be done',
    );
    await tabTo('Generate a part');
    await page.keyboard.press('Enter');
    await walkthrough.getByRole('button', { name: 'Generate CAD from Prompt…' }).waitFor();
    for (const width of [40, 41, 42, 43]) await generate(`Box ${width}x20x10 mm`);
  });
});
