import { EVENT_LOG, type EventLog } from '@callscope/event-log';
import { Inject, Injectable, Optional } from '@nestjs/common';
import { decodeJson, INTAKE_WATCH, type IntakeWatch, NOBODY_WATCHES, type Refusal, RefusedInputError } from '../kernel';
import { NativeBatch, type PartialSink } from './native.batch';
import { eventsOfBody } from './native.body';
import { isRefusal, readEvent } from './native.event';
import { EVENT_TOO_LARGE, MAX_EVENT_BYTES } from './native.limits';
import { type Line, LineSplitter, TOO_LONG } from './native.lines';
import { DUE, withDues } from './native.pauses';
import type { NativeResult } from './native.result';

/** Lines that were read are on their way to the disk by then, however slowly more come. */
const DUE_MS = 250;

/** The token of who shows words in passing; without one they are counted and dropped. */
export const PARTIAL_SINK = Symbol('PARTIAL_SINK');

/** Takes in events as Callscope itself defines them: decode, validate, normalise, append. Contract §1.2. */
@Injectable()
export class NativeIntake {
  constructor(
    @Inject(EVENT_LOG) private readonly log: EventLog,
    @Optional() @Inject(PARTIAL_SINK) private readonly onPartial: PartialSink = () => undefined,
    @Optional() @Inject(INTAKE_WATCH) private readonly watch: IntakeWatch = NOBODY_WATCHES,
  ) {}

  /**
   * Answers once every valid event of a JSON body is on disk. `now` is our clock in epoch ms.
   * @throws RefusedInputError when the body as a whole cannot be events; nothing was stored then.
   * @throws StorageUnavailableError when the log cannot store; the same body may be sent again.
   */
  async acceptJson(bytes: Uint8Array, now: () => number): Promise<NativeResult> {
    const events = eventsOfBody(bytes);
    const batch = this.#batch(now);
    // No event is larger than the body that it came in.
    const knownBytes = bytes.length <= MAX_EVENT_BYTES ? 0 : null;
    for (const event of events) {
      batch.take(event, knownBytes);
      if (batch.isFull) await batch.flush();
    }
    return batch.finish();
  }

  /**
   * Answers once every valid line of NDJSON is on disk; lines are stored while more are read, however many there are.
   * @throws StorageUnavailableError when the log cannot store. What was stored before stays, and sending all of it
   * again stores only the rest.
   */
  async acceptLines(pieces: AsyncIterable<Uint8Array>, now: () => number): Promise<NativeResult> {
    const batch = this.#batch(now);
    const splitter = new LineSplitter(MAX_EVENT_BYTES);
    for await (const piece of withDues(pieces, DUE_MS)) {
      if (piece === DUE) {
        // Parsed events may take twenty times their bytes: they are not kept while the sender takes its time.
        await batch.flush();
        continue;
      }
      for (const line of splitter.push(piece)) {
        takeLine(batch, line);
        if (batch.isFull) await batch.flush();
      }
    }
    const last = splitter.end();
    if (last) takeLine(batch, last);
    return batch.finish();
  }

  #batch(now: () => number): NativeBatch {
    return new NativeBatch({ log: this.log, now, onPartial: this.onPartial, watch: this.watch });
  }
}

function takeLine(batch: NativeBatch, line: Line): void {
  if (line === TOO_LONG) {
    batch.refuse({ code: 'event_too_large', message: EVENT_TOO_LARGE });
    return;
  }
  const parsed = parse(line);
  if ('refusal' in parsed) batch.refuse(parsed.refusal);
  else batch.take(parsed.value, line.length);
}

/** Why a line of NDJSON is refused; null when it is not, unless its id stands for another event in the log. */
export function nativeRefusal(line: Uint8Array, now: number): Refusal | null {
  if (line.length > MAX_EVENT_BYTES) return { code: 'event_too_large', message: EVENT_TOO_LARGE };
  const parsed = parse(line);
  if ('refusal' in parsed) return parsed.refusal;
  const reading = readEvent(parsed.value, { now, isSmall: true });
  return isRefusal(reading) ? reading : null;
}

function parse(line: Uint8Array): { readonly value: unknown } | { readonly refusal: Refusal } {
  try {
    return { value: decodeJson(line, 'the line') };
  } catch (error) {
    if (error instanceof RefusedInputError) return { refusal: { code: error.code, message: error.message } };
    throw error;
  }
}
