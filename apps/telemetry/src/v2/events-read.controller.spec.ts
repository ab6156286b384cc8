import { EVENT_SPECS } from '@callscope/call-events';
import { MemoryEventLog } from '@callscope/event-log';
import type { SseHub } from '@callscope/live-feed';
import type { Request, Response } from 'express';
import { EventsReadController } from './events-read.controller';

/** A log of 300 events, which are read in several goes; during the second one the spec may have some trimmed. */
class TrimmedLog extends MemoryEventLog {
  upTo = 0;
  trimsTo: number | null = null;
  #reads = 0;

  override get trimmedUpTo(): number {
    return this.upTo;
  }

  override read(after: number, limit: number): ReturnType<MemoryEventLog['read']> {
    this.#reads += 1;
    if (this.#reads === 2 && this.trimsTo !== null) this.upTo = this.trimsTo;
    return super.read(after, limit);
  }
}

let log: TrimmedLog;
let controller: EventsReadController;

beforeEach(async () => {
  log = new TrimmedLog();
  const event = EVENT_SPECS['call.started'].example();
  await log.append(Array.from({ length: 300 }, (_, i) => ({ ...event, id: `e${i}`, call_id: `c${i}` })));
  controller = new EventsReadController(log, {} as SseHub);
});

afterEach(async () => {
  controller.onApplicationShutdown();
  await log.close();
});

async function page(after: number, limit: number): Promise<{ readonly next: string | null }> {
  let text = '';
  const request = { query: { after: String(after), limit: String(limit) }, accepts: () => 'application/json' };
  const response = { vary: () => undefined, type: () => ({ send: (sent: string) => (text = sent) }) };
  await controller.read(request as unknown as Request, response as unknown as Response);
  return JSON.parse(text) as { next: string | null };
}

const trimmed = { problem: { status: 400, code: 'invalid_query', field: 'after' } };

it('gives no page of which events may be missing that were trimmed while it was read', async () => {
  log.trimsTo = 150;
  await expect(page(10, 200)).rejects.toMatchObject(trimmed);
});

it('gives one that stands above them', async () => {
  log.trimsTo = 10;
  expect((await page(10, 200)).next).toBe(`${log.logId}-210`);
});

it('does not go on from a page from the beginning during which more was trimmed', async () => {
  log.upTo = 220;
  log.trimsTo = 250;
  expect((await page(0, 200)).next).toBe(`${log.logId}-200`);
  await expect(page(200, 200)).rejects.toMatchObject(trimmed);
  expect((await page(0, 200)).next).toBe(`${log.logId}-200`);
  expect((await page(200, 50)).next).toBe(`${log.logId}-250`);
});
