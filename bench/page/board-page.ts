import type { Browser, CDPSession } from 'playwright-core';
import { WatchedPage } from './watch';

const VIEWPORT = { width: 1440, height: 900 };
const MIB = 1_048_576;

/** What a page has cost, in counts and ms. */
export interface Work {
  readonly layouts: number;
  readonly styles: number;
  readonly layout_ms: number;
  readonly style_ms: number;
  readonly script_ms: number;
  readonly task_ms: number;
}

/** The page in a tab of its own, as Chromium sees it. */
export class BoardPage {
  private constructor(
    readonly watched: WatchedPage,
    readonly cdp: CDPSession,
  ) {}

  static async open(browser: Browser, url: string): Promise<BoardPage> {
    const page = await browser.newPage({ viewport: VIEWPORT });
    await page.goto(`${url}/#/?window=all`);
    await page.locator('[data-link="live"]').waitFor();
    await page.locator('[data-call-id]').first().waitFor();
    const cdp = await page.context().newCDPSession(page);
    await cdp.send('Performance.enable');
    return new BoardPage(await WatchedPage.of(page), cdp);
  }

  /** JavaScript's heap after collecting garbage, in MiB. */
  async heap(): Promise<number> {
    await this.cdp.send('HeapProfiler.collectGarbage');
    const { usedSize } = await this.cdp.send('Runtime.getHeapUsage');
    return Math.round((usedSize / MIB) * 100) / 100;
  }

  /** Elements of the document, and rows of the list among them. */
  async drawn(): Promise<{ readonly elements: number; readonly rows: number }> {
    const count = (selector: string): Promise<number> => this.watched.page.locator(selector).count();
    return { elements: await count('*'), rows: await count('[data-call-id]') };
  }

  /** How many calls the list holds. */
  async listed(): Promise<number> {
    const text = await this.watched.page.locator('.calls header .n').first().textContent();
    return parseInt((text ?? '').replaceAll(',', ''));
  }

  /** Since it was opened. */
  async work(): Promise<Work> {
    const { metrics } = await this.cdp.send('Performance.getMetrics');
    const of = (name: string): number => metrics.find((metric) => metric.name === name)?.value ?? NaN;
    const ms = (name: string): number => of(name) * 1_000;
    return {
      layouts: of('LayoutCount'),
      styles: of('RecalcStyleCount'),
      layout_ms: ms('LayoutDuration'),
      style_ms: ms('RecalcStyleDuration'),
      script_ms: ms('ScriptDuration'),
      task_ms: ms('TaskDuration'),
    };
  }
}

/** What was done between two readings, for each of so many seconds. */
export function workPerSecond(before: Work, after: Work, seconds: number): Work {
  const each = Object.entries(after).map(([name, value]: [string, number]) => {
    return [name, Math.round((10 * (value - before[name as keyof Work])) / seconds) / 10];
  });
  return Object.fromEntries(each) as Work;
}
