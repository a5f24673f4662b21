import type { Page } from 'playwright-core';

/** What the frames of VS Code's pages get into their windows. */
interface HeldFocus {
  heldFocus?: (() => void)[];
}

/**
 * Makes pages in webviews slow to take the focus that VS Code gives them, as a busy machine does: they take it when
 * `releaseFocus` says so. Holds for pages that are loaded from now on.
 */
export async function holdFocusOfPages(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const own = globalThis as unknown as HeldFocus & {
      MessagePort?: { prototype: object };
      location: { href: string };
    };
    if (!own.MessagePort || !own.location.href.includes('/webview/browser/pre/')) return;
    const held: (() => void)[] = (own.heldFocus = []);
    const { prototype } = own.MessagePort;
    type Listener = (event: { data?: { channel?: unknown } }) => void;
    const original = Object.getOwnPropertyDescriptor(prototype, 'onmessage');
    Object.defineProperty(prototype, 'onmessage', {
      configurable: true,
      get(): unknown {
        return original?.get?.call(this);
      },
      set(listener: Listener) {
        original?.set?.call(this, (event: Parameters<Listener>[0]) => {
          if (event.data?.channel === 'focus') held.push(() => listener(event));
          else listener(event);
        });
      },
    });
  });
}

/** Has all pages take the focus that they were given. @returns how many times it was given */
export async function releaseFocus(page: Page): Promise<number> {
  const released = await Promise.all(
    page.frames().map(async (frame) => {
      try {
        return await frame.evaluate(() => {
          const held = (globalThis as unknown as HeldFocus).heldFocus?.splice(0) ?? [];
          for (const take of held) take();
          return held.length;
        });
      } catch (error) {
        // Its page was closed, or began anew and was given nothing yet.
        if (frame.isDetached() || String(error).includes('Execution context was destroyed')) return 0;
        throw error;
      }
    }),
  );
  return released.reduce((sum, count) => sum + count, 0);
}
