import type { Page } from 'playwright-core';

/** When a turn stood in the page, epoch ms. */
export interface Painted {
  /** Its words were put into the document. */
  readonly put: number;
  /** The next frame began: the one with the words in it was painted. */
  readonly painted: number;
}

/** Runs in the page, before its own script does. */
const WATCH = `
  const seen = (globalThis.seenMarks = {});
  const look = (node) => {
    for (const [mark] of (node.textContent ?? '').matchAll(/#\\d{4}-\\d+#/g)) {
      if (mark in seen) continue;
      const put = Date.now();
      seen[mark] = null;
      requestAnimationFrame(() => (seen[mark] = { put, painted: Date.now() }));
    }
  };
  new MutationObserver((changes) => {
    for (const { addedNodes, target, type } of changes) {
      if (type === 'characterData') look(target);
      else for (const node of addedNodes) look(node);
    }
  }).observe(document, { subtree: true, childList: true, characterData: true });
`;

/** Looks, in the page itself, for marked words as they are put there. To be asked before the page is opened. */
export async function watchMarks(page: Page): Promise<void> {
  await page.addInitScript({ content: WATCH });
}

/** Waits until the turn with this mark was painted. @throws Error of the browser when it never is. */
export async function paintedOf(page: Page, mark: string): Promise<Painted> {
  // Looked at now and then, so that asking takes little part in what is measured.
  const seen = await page.waitForFunction(
    (wanted) => (globalThis as { seenMarks?: Record<string, Painted | null> }).seenMarks?.[wanted],
    mark,
    { polling: 50 },
  );
  return (await seen.jsonValue()) as Painted;
}
