import type { Browser, CDPSession, Page } from 'playwright-core';

const BYTES_PER_MIB = 1_048_576;

export interface PageSample {
  /** After a collection. */
  readonly heapMib: number;
  readonly nodes: number;
  /** The live calls that it shows. */
  readonly live: readonly string[];
}

/** The page as somebody leaves it open all day. */
export class OpenPage {
  readonly errors: string[] = [];

  private constructor(
    private readonly page: Page,
    private readonly devTools: CDPSession,
  ) {
    page.on('pageerror', ({ message }) => this.errors.push(message));
    page.on('console', (message) => {
      if (message.type() === 'error') this.errors.push(message.text());
    });
    page.on('crash', () => this.errors.push('the page has crashed'));
  }

  static async at(url: string, browser: Browser): Promise<OpenPage> {
    const page = await browser.newPage();
    const open = new OpenPage(page, await page.context().newCDPSession(page));
    await page.goto(url);
    await page.locator('[data-link="live"]').waitFor();
    return open;
  }

  async sample(): Promise<PageSample> {
    await this.devTools.send('HeapProfiler.collectGarbage');
    const { usedSize } = await this.devTools.send('Runtime.getHeapUsage');
    const { nodes } = await this.devTools.send('Memory.getDOMCounters');
    const rows = this.page.locator('[data-call-id][data-status="in_progress"]');
    const live = await rows.evaluateAll((all) => all.map((row) => (row as unknown as Row).dataset.callId));
    return { heapMib: usedSize / BYTES_PER_MIB, nodes, live };
  }
}

/** As much as is used here of an element of the page. */
interface Row {
  readonly dataset: { readonly callId: string };
}
