import { setTimeout as sleep } from 'node:timers/promises';
import type { Report } from '../views/report';
import { type BoardPage, workPerSecond } from './board-page';
import { LiveCalls } from './live-calls';
import { MarkerCall } from './marker-call';
import { reportFrames } from './report-frames';
import { cellsOf, SPREAD_COLUMNS, spreadOf } from './spread';
import { tell } from './tell';
import type { WatchedPage } from './watch';

const TICK_MS = 25;
const MARK_EVERY_MS = 250;
const WARM_UP_MS = 5_000;
const HEAP_EVERY_MS = 10_000;
/** A number that was sent so long before garbage is collected may wait for that. */
const BEFORE_GC_MS = 500;

export interface Load {
  readonly url: string;
  readonly perSecond: number;
  readonly seconds: number;
  readonly seed: string;
}

/** Sends live calls at this rate until it is told to stop; answers how many events. */
async function play({ url, perSecond, seed }: Load, marker: MarkerCall, stop: AbortSignal): Promise<number> {
  const calls = new LiveCalls(perSecond, seed);
  const began = performance.now();
  const flights: Promise<void>[] = [];
  let [sent, marked] = [0, 0];
  while (!stop.aborted) {
    const passed = performance.now() - began;
    const due = Math.floor((passed * perSecond) / 1_000) - sent;
    const numbers = passed >= marked * MARK_EVERY_MS ? marker.next() : [];
    if (numbers.length > 0) {
      marked += 1;
      flights.push(tell(url, numbers));
    }
    if (due > numbers.length) flights.push(tell(url, calls.next(due - numbers.length)));
    sent += Math.max(due, numbers.length);
    await sleep(TICK_MS);
  }
  await Promise.all(flights);
  return sent;
}

/** The page while calls go on, beside one that does nothing. Collecting garbage is not the page's: then nothing counts. */
export async function underLoad(load: Load, board: BoardPage, idle: WatchedPage, report: Report): Promise<void> {
  const { page } = board.watched;
  const marker = new MarkerCall();
  await tell(load.url, [marker.start]);
  await page.locator(`[data-call-id="${marker.callId}"]`).click();
  await board.watched.mark(marker.row, marker.rail);
  const stop = new AbortController();
  const began = performance.now();
  const playing = play(load, marker, stop.signal);
  await sleep(WARM_UP_MS);
  const pages = [board.watched, idle];
  await Promise.all(pages.map((each) => each.take()));
  const heaps = [await board.heap()];
  const gaps: [from: number, to: number][] = [[0, Date.now()]];
  const before = await board.work();
  const until = performance.now() + load.seconds * 1_000;
  while (performance.now() < until) {
    await Promise.all(pages.map((each) => each.begin()));
    await sleep(Math.min(HEAP_EVERY_MS, until - performance.now()));
    await Promise.all(pages.map((each) => each.end()));
    const from = Date.now() - BEFORE_GC_MS;
    heaps.push(await board.heap());
    gaps.push([from, performance.now() < until ? Date.now() : Infinity]);
  }
  const after = await board.work();
  const { elements, rows } = await board.drawn();
  stop.abort();
  const sent = await playing;
  report.section('the load');
  report.figure('events_per_s', Math.round((1_000 * sent) / (performance.now() - began)));
  await page.locator(marker.row).getByText(marker.lastCost).waitFor();
  const [seen, beside] = [await board.watched.take(), await idle.take()];
  reportFrames(report, 'load', seen, beside);
  reportPainted(
    report,
    marker.latencies(seen.shown, (at) => !gaps.some(([from, to]) => at >= from && at <= to)),
  );
  report.section('the page under load');
  report.row('heap_mib', heaps.map(String));
  report.note('heap_mib', heaps);
  report.figure('elements', elements);
  report.figure('rows_drawn', rows);
  for (const [name, each] of Object.entries(workPerSecond(before, after, load.seconds))) {
    report.figure(`${name}_per_s`, each as number);
  }
}

function reportPainted(report: Report, { row, rail }: Record<'row' | 'rail', readonly number[]>): void {
  report.section('sent until painted, ms', ...SPREAD_COLUMNS);
  for (const [name, latencies] of Object.entries({ row, rail, all: [...row, ...rail] })) {
    report.row(name, cellsOf(spreadOf(latencies)));
    report.note(`painted_${name}`, spreadOf(latencies));
  }
}
