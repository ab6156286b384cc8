import type { CallEvent } from '@callscope/call-events';
import { type AppendOutcome, EVENT_LOG, type EventLog } from '@callscope/event-log';
import { Inject, Injectable, Optional } from '@nestjs/common';
import {
  bodyHash,
  decodeJsonObject,
  INTAKE_WATCH,
  type IntakeWatch,
  NOBODY_WATCHES,
  OneByOne,
  RefusedInputError,
  validated,
} from '../kernel';
import { payload } from './patter.classes';
import { isPatterBody } from './patter.guard';
import { type PatterFact, type Translation, translatePatter } from './patter.translate';
import { asCorrection } from './patter.turn.translate';

/** The answer to a body whose events are durable. */
export interface PatterAnswer {
  readonly call_id: string;
  readonly event: PatterFact;
}

const MAX_METADATA_BYTES = 16 * 1_024;

/** Takes in what Patter SDKs post: decode, validate, translate, append. */
@Injectable()
export class PatterIntake {
  /** An end and its corrections are two appends: another end of the call between them would not know what it corrects. */
  readonly #ends = new OneByOne();

  constructor(
    @Inject(EVENT_LOG) private readonly log: EventLog,
    @Optional() @Inject(INTAKE_WATCH) private readonly watch: IntakeWatch = NOBODY_WATCHES,
  ) {}

  /**
   * Answers once every event of the body is on disk.
   * @throws RefusedInputError when the body cannot become events; nothing was stored then.
   * @throws StorageUnavailableError when the log cannot store; the same body may be sent again.
   */
  async accept(bytes: Uint8Array, receivedAt: number): Promise<PatterAnswer> {
    const asSent = decodeJsonObject(bytes);
    const hash = bodyHash(asSent);
    const { fact, events } = translation(asSent, hash, receivedAt);
    const callId = asSent['call_id'] as string;
    await (fact === 'ended' ? this.#ends.run(callId, () => this.#store(events, hash)) : this.#append(events));
    return { call_id: callId, event: fact };
  }

  /** A turn whose id is stored with another content is told anew by this body: it goes in again, as a correction. */
  async #store(events: readonly CallEvent[], hash: string): Promise<void> {
    const outcomes = await this.#append(events);
    const told = (index: number): string | undefined => outcomes[index]?.outcome;
    const isNew = told(events.length - 1) === 'accepted';
    const corrected = isNew && outcomes.some(({ outcome }) => outcome === 'duplicate') ? this.#corrected(events) : null;
    const corrections = events.flatMap((event, index) => {
      if (event.type !== 'turn.completed' || told(index) === 'accepted') return [];
      return told(index) === 'conflict' || corrected?.has(event.data.turn) ? asCorrection(event, hash) : [];
    });
    if (corrections.length > 0) await this.#append(corrections);
  }

  async #append(events: readonly CallEvent[]): Promise<readonly AppendOutcome[]> {
    const outcomes = await this.log.append(events, events.map(asTold));
    this.watch.stored('patter', outcomes.filter(({ outcome }) => outcome === 'accepted').length);
    return outcomes;
  }

  /** Turns that another body has told anew: a new body that tells them as at first has to do so again. */
  #corrected([first]: readonly CallEvent[]): ReadonlySet<number> {
    const stored = first ? this.log.readCall(first.call_id) : [];
    return new Set(stored.flatMap((event) => (event.type === 'turn.corrected' ? event.data.turn : [])));
  }
}

/** The id of an end has the hash of its body: two ends with one id are the same, and need not be hashed once more. */
function asTold(event: CallEvent): CallEvent {
  return event.type === 'call.ended' ? { ...event, data: {} } : event;
}

/**
 * The events of a body, by nothing but itself and the day of `receivedAt` (epoch ms).
 * @throws RefusedInputError when it cannot become events.
 */
export function patterEvents(bytes: Uint8Array, receivedAt: number): readonly CallEvent[] {
  const asSent = decodeJsonObject(bytes);
  return translation(asSent, bodyHash(asSent), receivedAt).events;
}

function translation(asSent: Readonly<Record<string, unknown>>, hash: string, receivedAt: number): Translation {
  const callId = asSent['call_id'];
  // The words are Patter's own.
  if (callId === undefined || callId === null || callId === '') {
    throw new RefusedInputError('missing_call_id', 'missing call_id', 'call_id');
  }
  const body = isPatterBody(asSent) ? asSent : validated(payload().PatterBody, asSent);
  if (Buffer.byteLength(JSON.stringify(body.custom_params ?? null)) > MAX_METADATA_BYTES) {
    throw new RefusedInputError('invalid_field', 'custom_params must not pass 16 KiB', 'custom_params');
  }
  const found = translatePatter(body, { bodyHash: hash, receivedAt, asSent });
  if (!found) throw new RefusedInputError('invalid_field', 'status must be a status that Patter knows', 'status');
  return found;
}
