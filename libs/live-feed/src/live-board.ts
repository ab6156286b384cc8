import type { TranscriptPartialData } from '@callscope/call-events';
import { EVENT_LOG, type EventLog } from '@callscope/event-log';
import {
  ActiveCallsQueries,
  AggregatesQueries,
  CallsQueries,
  Lag,
  type Remote,
  type ShownCall,
  Views,
  type WindowName,
} from '@callscope/projections';
import { Inject, Injectable, Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import type { Subscription } from 'rxjs';
import { BoardFigures } from './board-figures';
import { type BoardFrame, BoardReader } from './board-reader';
import { cursorOf } from './cursor';
import { FiguresClock } from './figures-clock';
import type { BoardLag, LiveFrames } from './live-frames';
import { type ChangedTurn, LiveTurns } from './live-turns';
import { Parcel } from './parcel';
import { isHidden, passingWords } from './passing-words';
import type { SseConnection } from './sse-connection';
import { frameOf, frameOfJson } from './sse-frame';

/** Ended calls that a snapshot shows. */
const SNAPSHOT_CALLS = 200;
/** Changed calls that are asked for at one go. */
const CALLS_AT_ONCE = 500;

/** What the page reads: the whole board once, then each row that changes, and the totals now and then. */
@Injectable()
export class LiveBoard implements OnApplicationBootstrap, OnApplicationShutdown {
  readonly #logger = new Logger(LiveBoard.name);
  readonly #readers = new Set<BoardReader>();
  readonly #figures: BoardFigures;
  readonly #turns: LiveTurns;
  #following: readonly Subscription[] = [];
  readonly #clock = new FiguresClock((hasChanged) => {
    this.#tellStats(hasChanged).catch((error: unknown) => {
      this.#logger.error(error);
    });
  });
  /** Up to here everybody who reads has been told. */
  #told = 0;
  readonly #lag = new Lag();
  /** Since the figures were told last. */
  #longestLagMs = 0;
  #telling = false;

  constructor(
    @Inject(EVENT_LOG) private readonly log: EventLog,
    private readonly views: Views,
    @Inject(CallsQueries) private readonly calls: Remote<CallsQueries>,
    @Inject(ActiveCallsQueries) private readonly activeCalls: Remote<ActiveCallsQueries>,
    @Inject(AggregatesQueries) aggregates: Remote<AggregatesQueries>,
  ) {
    this.#figures = new BoardFigures(aggregates);
    this.#turns = new LiveTurns(log);
  }

  onApplicationBootstrap(): void {
    this.#following = [
      this.log.heads.subscribe((head) => {
        this.#lag.grown(head, performance.now());
      }),
      this.views.positions.subscribe(() => {
        this.#tell().catch((error: unknown) => {
          this.#logger.error(error);
        });
      }),
    ];
  }

  onApplicationShutdown(): void {
    for (const each of this.#following) each.unsubscribe();
    this.#clock.stop();
  }

  /** Hello and snapshot, then what changes. The reader joins before it is put together: no change falls between. */
  async attach(connection: SseConnection, version: string, window: WindowName): Promise<void> {
    // Behind what the stream opens with, a large snapshot would count as what a slow reader leaves lying. One whose answer
    // stands behind another one joins when it is its turn: until then nothing is kept for it.
    await connection.drained();
    if (connection.closed) return;
    if (this.#readers.size === 0) {
      this.#told = this.views.position;
      this.#lag.shown(this.#told);
      this.#longestLagMs = 0;
    }
    const reader = new BoardReader(connection, window);
    this.#readers.add(reader);
    this.#clock.start();
    connection.onClose(() => {
      this.#readers.delete(reader);
      if (this.#readers.size === 0) this.#clock.stop();
    });
    try {
      const { position, frames } = await this.#snapshot(version, window);
      reader.begin(frames, position);
    } catch (error) {
      reader.giveUp();
      throw error;
    }
  }

  /**
   * Words in passing are for who reads now, and for nobody else; those of a hidden or erased call for nobody at all.
   * Never throws: they come with events that are to be stored.
   */
  tellInPassing(callId: string, partial: TranscriptPartialData): void {
    if (this.#readers.size === 0 || this.#isHidden(callId)) return;
    const parcel = Parcel.of([frameOf({ event: 'transcript', data: passingWords(callId, partial) })]);
    for (const reader of this.#readers) reader.tellNow(parcel);
  }

  #isHidden(callId: string): boolean {
    try {
      return isHidden(this.log, callId);
    } catch {
      // The log cannot be read: then nobody knows.
      return true;
    }
  }

  async #snapshot(version: string, window: WindowName): Promise<{ position: number; frames: Buffer }> {
    // The totals first: the snapshot holds at least all that was there at their position.
    const stats = await this.#figures.whole(window);
    const [active, ended] = await Promise.all([this.activeCalls.shown(), this.calls.endedShown(SNAPSHOT_CALLS, 0)]);
    const { position } = stats.as_of;
    const id = position === 0 ? undefined : cursorOf(this.log.logId, position);
    const hello: LiveFrames['hello'] = { version, log: this.log.logId, head: id ?? null };
    const snapshot =
      `{"position":${position},"stats":${JSON.stringify(stats)},` +
      `"active":[${active.join(',')}],"calls":[${ended.join(',')}]}`;
    const frames = [
      frameOf({ event: 'hello', data: hello }),
      frameOfJson({ event: 'snapshot', json: snapshot, ...(id && { id }) }),
    ];
    return { position, frames: Buffer.concat(frames) };
  }

  /** One round at a time: what changes meanwhile is told in the next, each call once, as it stands then. */
  async #tell(): Promise<void> {
    if (this.#telling) return;
    this.#telling = true;
    try {
      while (this.#readers.size > 0 && this.#told < this.views.position) {
        const upTo = this.views.position;
        const changed = await this.calls.changedSince(this.#told, CALLS_AT_ONCE);
        const last = changed.at(-1)?.position ?? 0;
        const from = this.#told;
        this.#told = changed.length < CALLS_AT_ONCE ? Math.max(last, upTo) : last;
        this.#broadcast(changed, this.#turnsChanged(from));
        this.#longestLagMs = Math.max(this.#longestLagMs, this.#lag.ms(performance.now()));
        this.#lag.shown(this.#told);
      }
    } finally {
      this.#telling = false;
    }
  }

  /** Rows are told in any case. */
  #turnsChanged(from: number): ChangedTurn[] {
    try {
      return this.#turns.changed(from, this.#told);
    } catch (error) {
      this.#logger.error(error);
      return [];
    }
  }

  #broadcast(changed: readonly ShownCall[], turns: readonly ChangedTurn[]): void {
    if (changed.length === 0) return;
    const frames = [
      ...turns.map(({ event, position, data }): BoardFrame => {
        return { position, bytes: frameOf({ event, data, id: cursorOf(this.log.logId, position) }) };
      }),
      ...changed.map((call): BoardFrame => ({ position: call.position, bytes: this.#frameOf(call) })),
      // An id says that all up to it was told.
    ].sort((a, b) => a.position - b.position);
    const joined = Parcel.of(frames.map(({ bytes }) => bytes));
    for (const reader of this.#readers) reader.tell(frames, joined);
    this.#clock.changed();
  }

  async #tellStats(hasChanged: boolean): Promise<void> {
    const windows = new Set([...this.#readers].map(({ window }) => window));
    this.#figures.keep(windows);
    // Nothing ever grows too old for it.
    if (!hasChanged) windows.delete('all');
    const lag: BoardLag = { events: Math.max(0, this.log.head - this.#told), ms: Math.round(this.#longestLagMs) };
    this.#longestLagMs = 0;
    for (const window of windows) {
      const data: LiveFrames['stats'] = { ...(await this.#figures.changes(window)), lag };
      const parcel = Parcel.of([frameOf({ event: 'stats', data })]);
      for (const reader of this.#readers) if (reader.window === window) reader.tellNow(parcel);
    }
  }

  #frameOf({ callId, position, hidden, shown }: ShownCall): Buffer {
    const id = cursorOf(this.log.logId, position);
    if (!hidden) return frameOfJson({ event: 'call', json: shown, id });
    const removed: LiveFrames['calls_removed'] = { call_ids: [callId] };
    return frameOf({ event: 'calls_removed', data: removed, id });
  }
}
