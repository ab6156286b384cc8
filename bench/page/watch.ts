import type { Page } from 'playwright-core';

/** What a page saw of itself since it was last asked. Durations in ms, instants in epoch ms of the machine's clock. */
export interface Watched {
  /** From one animation frame to the next. */
  readonly frames: readonly number[];
  readonly longTasks: readonly number[];
  /** From a key or a click to what it has painted; those of 16 ms and more. */
  readonly inputs: readonly number[];
  /** Of the marker: what it showed, in the row or in the rail, and when that was painted. */
  readonly shown: readonly { readonly where: 'row' | 'rail'; readonly text: string; readonly at: number }[];
}

/**
 * Runs in the page. What is new in an animation frame is called painted in the next one: by then it certainly is, and
 * often it was a frame before. While `on` is false nothing counts, and no frame is counted that began before it was set.
 */
const WATCH = `(() => {
  const fresh = () => ({ frames: [], longTasks: [], inputs: [], shown: [] });
  let told = fresh();
  let last = null;
  let unpainted = [];
  let since = 0;
  const places = { row: ['', null, ''], rail: ['', null, ''] };
  const observe = (type, into, options) =>
    new PerformanceObserver((list) => {
      for (const { startTime, duration } of list.getEntries()) {
        if (watch.on && startTime >= since) told[into].push(duration);
      }
    }).observe({ type, ...options });
  observe('longtask', 'longTasks');
  observe('event', 'inputs', { durationThreshold: 16 });
  const look = (where) => {
    const place = places[where];
    if (place[0] === '') return;
    if (!place[1]?.isConnected) place[1] = document.querySelector(place[0]);
    const text = place[1]?.textContent.trim() ?? '';
    if (text === place[2]) return;
    place[2] = text;
    unpainted.push({ where, text });
  };
  const frame = (now) => {
    const at = Date.now();
    if (watch.on) {
      if (last !== null) told.frames.push(now - last);
      last = now;
    }
    for (const one of unpainted) told.shown.push({ ...one, at });
    unpainted = [];
    look('row');
    look('rail');
    requestAnimationFrame(frame);
  };
  const watch = {
    on: false,
    begin() {
      since = performance.now();
      last = null;
      watch.on = true;
    },
    end() {
      watch.on = false;
    },
    mark(row, rail) {
      places.row[0] = row;
      places.rail[0] = rail;
    },
    take() {
      const taken = told;
      told = fresh();
      return taken;
    },
  };
  globalThis.watch = watch;
  requestAnimationFrame(frame);
})()`;

/** A page that watches itself. */
export class WatchedPage {
  private constructor(readonly page: Page) {}

  static async of(page: Page): Promise<WatchedPage> {
    await page.evaluate(WATCH);
    return new WatchedPage(page);
  }

  /** From now on frames and tasks count. */
  async begin(): Promise<void> {
    await this.page.evaluate('watch.begin()');
  }

  async end(): Promise<void> {
    await this.page.evaluate('watch.end()');
  }

  /** Selectors of the two places where the marker shows. */
  async mark(row: string, rail: string): Promise<void> {
    await this.page.evaluate(`watch.mark(${JSON.stringify(row)}, ${JSON.stringify(rail)})`);
  }

  /** And it is forgotten. */
  take(): Promise<Watched> {
    return this.page.evaluate('watch.take()');
  }
}
