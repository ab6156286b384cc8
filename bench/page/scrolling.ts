import { setTimeout as sleep } from 'node:timers/promises';
import type { Report } from '../views/report';
import { type BoardPage, workPerSecond } from './board-page';
import { reportFrames } from './report-frames';
import type { WatchedPage } from './watch';

const WHEEL_PX = 120;
const WHEEL_EVERY_MS = 16;
const ROW_PX = 40;
const ROWS_SCROLLED = 2_000;
/** How long a page of the list may take to come. */
const PAGE_WITHIN_MS = 30_000;

const scrollTo = (px: string): string => `void (document.querySelector('.scroll').scrollTop = ${px})`;

/** Scrolls to the end of what is listed, where the next page is read by its cursor, until so many calls are listed. */
async function readOn(board: BoardPage, wanted: number): Promise<void> {
  let known = await board.listed();
  while (known < wanted) {
    const [before, until] = [known, performance.now() + PAGE_WITHIN_MS];
    await board.watched.page.evaluate(scrollTo('1e9'));
    while ((known = await board.listed()) === before) {
      if (performance.now() > until) throw new Error(`no page came below call ${before}`);
    }
  }
}

/** Turns the wheel in small steps over so many rows, upwards from where it is. */
async function turnWheel({ watched: { page } }: BoardPage): Promise<void> {
  const box = await page.locator('.scroll').boundingBox();
  if (box === null) throw new Error('the list is not there');
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
  for (let px = 0; px < ROWS_SCROLLED * ROW_PX; px += WHEEL_PX) {
    const next = performance.now() + WHEEL_EVERY_MS;
    await page.mouse.wheel(0, -WHEEL_PX);
    await sleep(Math.max(0, next - performance.now()));
  }
  await page.mouse.move(0, 0);
}

/** The list of all calls, read to its end and scrolled there, beside a page that does nothing; it is left at its top. */
export async function scrolling(board: BoardPage, idle: WatchedPage, calls: number, report: Report): Promise<void> {
  const pages = [board.watched, idle];
  let mostRows = 0;
  for (const [name, move] of Object.entries({ paging: () => readOn(board, calls), wheel: () => turnWheel(board) })) {
    await Promise.all(pages.map((page) => page.take()));
    await Promise.all(pages.map((page) => page.begin()));
    const [before, began] = [await board.work(), performance.now()];
    await move();
    const [after, seconds] = [await board.work(), (performance.now() - began) / 1_000];
    await Promise.all(pages.map((page) => page.end()));
    reportFrames(report, name, await board.watched.take(), await idle.take());
    report.figure(`${name}_s`, Math.round(seconds * 10) / 10);
    for (const [what, each] of Object.entries(workPerSecond(before, after, seconds))) {
      report.figure(`${name}_${what}_per_s`, each as number);
    }
    mostRows = Math.max(mostRows, (await board.drawn()).rows);
  }
  report.figure('listed', await board.listed());
  report.figure('most_rows_drawn', mostRows);
  await board.watched.page.evaluate(scrollTo('0'));
}
