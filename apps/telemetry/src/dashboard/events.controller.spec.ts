import { EVENT_SPECS } from '@callscope/call-events';
import { type EventLog, MemoryEventLog } from '@callscope/event-log';
import type { Parcel, SseConnection, SseHub } from '@callscope/live-feed';
import { Logger } from '@nestjs/common';
import type { Request, Response } from 'express';
import { eventually } from '../../../../test/support/eventually';
import { EventsController } from './events.controller';

/** One who reads Patter's stream. */
class Reader {
  text = '';
  closed = false;
  #onClose: () => void = () => undefined;

  drained(): Promise<void> {
    return Promise.resolve();
  }

  write({ bytes }: Parcel): void {
    this.text += bytes.toString();
  }

  onClose(listener: () => void): void {
    this.#onClose = listener;
  }

  end(): void {
    this.closed = true;
    this.#onClose();
  }

  get ids(): string[] {
    return [...this.text.matchAll(/^id: (.*)$/gm)].map(([, id = '']) => id);
  }
}

let log: EventLog;
let said: unknown[];
/** The log fails to say where a call began: once. */
let failsNext: boolean;

beforeEach(() => {
  said = [];
  failsNext = false;
  log = new MemoryEventLog();
  const firstPosition = log.firstPosition.bind(log);
  log.firstPosition = (callId, type) => {
    if (!failsNext) return firstPosition(callId, type);
    failsNext = false;
    throw new Error('disk I/O error');
  };
  const note = (message: unknown): void => void said.push(message);
  Logger.overrideLogger({ log: note, warn: note, error: note });
});

async function reading(controller: EventsController, open: (reader: Reader) => void, after?: string): Promise<Reader> {
  const reader = new Reader();
  open(reader);
  await controller.events({ headers: {}, query: { after } } as unknown as Request, {} as Response);
  return reader;
}

it('ends when the log cannot be read for it; who comes again has lost nothing, and the service goes on', async () => {
  let next: Reader;
  const hub = { open: () => next as unknown as SseConnection } as unknown as SseHub;
  const controller = new EventsController(log, hub);
  const open = (reader: Reader): void => void (next = reader);
  const started = async (call_id: string): Promise<void> => {
    await log.append([{ ...EVENT_SPECS['call.started'].example(), id: call_id, call_id }]);
  };
  // Readers are told in a round after it.
  const told = (reader: Reader, expected: readonly unknown[]): Promise<unknown> =>
    eventually(
      () => [reader.closed, reader.ids, said.length],
      (now) => expect(now).toEqual(expected),
    );
  const first = await reading(controller, open);
  await started('a');
  await told(first, [false, [`${log.logId}-1`], 0]);
  failsNext = true;
  await started('b');
  await told(first, [true, [`${log.logId}-1`], 1]);
  const again = await reading(controller, open, first.ids.at(-1));
  await started('c');
  await told(again, [false, [`${log.logId}-2`, `${log.logId}-3`], 1]);
  controller.onApplicationShutdown();
  await log.close();
});
