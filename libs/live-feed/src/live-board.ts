import { callRow, type CallState, type Stats } from '@callscope/call-state';
import { EVENT_LOG, type EventLog } from '@callscope/event-log';
import {
  ActiveCallsQueries,
  AggregatesQueries,
  CallsQueries,
  ProjectionRunner,
  type RowChange,
  windowStats,
} from '@callscope/projections';
import { Inject, Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import type { Subscription } from 'rxjs';
import { cursorOf } from './cursor';
import type { LiveFrames } from './live-frames';
import type { SseConnection } from './sse-connection';
import { frameOf, type SseMessage } from './sse-frame';

/** Ended calls that a snapshot shows. */
const SNAPSHOT_CALLS = 200;
const STATS_EVERY_MS = 1_000;
const ALL_TIME = { range: null, groupBy: null, histogram: false, comparePrevious: false };

/** What the page reads: the whole board once, then each row that changes, and the totals at most once a second. */
@Injectable()
export class LiveBoard implements OnApplicationBootstrap, OnApplicationShutdown {
  readonly #readers = new Set<SseConnection>();
  #following: Subscription | null = null;
  #statsTimer: NodeJS.Timeout | null = null;

  constructor(
    @Inject(EVENT_LOG) private readonly log: EventLog,
    private readonly runner: ProjectionRunner,
    private readonly calls: CallsQueries,
    private readonly activeCalls: ActiveCallsQueries,
    private readonly aggregates: AggregatesQueries,
  ) {}

  onApplicationBootstrap(): void {
    this.#following = this.runner.changes<CallState>('calls').subscribe((changes) => {
      this.#broadcast(changes);
    });
  }

  onApplicationShutdown(): void {
    this.#following?.unsubscribe();
    if (this.#statsTimer) clearTimeout(this.#statsTimer);
  }

  /** Hello, snapshot and joining happen in one tick: no change falls between them. */
  attach(connection: SseConnection, version: string): void {
    const { position } = this.runner;
    const id = this.#id(position);
    const hello: LiveFrames['hello'] = { version, log: this.log.logId, head: id ?? null };
    const snapshot: LiveFrames['snapshot'] = {
      position,
      stats: this.#stats(),
      active: this.activeCalls.all().map(callRow),
      calls: this.calls.ended(SNAPSHOT_CALLS, 0).map(callRow),
    };
    const frames = [
      frameOf({ event: 'hello', data: hello }),
      frameOf({ event: 'snapshot', data: snapshot, ...(id && { id }) }),
    ];
    connection.write(Buffer.concat(frames));
    this.#readers.add(connection);
    connection.onClose(() => this.#readers.delete(connection));
  }

  /** Several changes of one call in one go are one message: the last state is what counts. */
  #broadcast(changes: readonly RowChange<CallState>[]): void {
    if (this.#readers.size === 0) return;
    const last = new Map(changes.map((change) => [change.key, change]));
    const frames = [...last.values()]
      .sort((a, b) => a.position - b.position)
      .map(({ key, after, position }) =>
        frameOf({ ...this.#messageOf(key, after), id: cursorOf(this.log.logId, position) }),
      );
    this.#send(Buffer.concat(frames));
    this.#statsTimer ??= setTimeout(() => {
      this.#statsTimer = null;
      this.#send(frameOf({ event: 'stats', data: this.#stats() }));
    }, STATS_EVERY_MS);
  }

  #messageOf(callId: string, call: CallState | null): Omit<SseMessage, 'id'> {
    if (call && !call.hidden) return { event: 'call', data: callRow(call) };
    const removed: LiveFrames['calls_removed'] = { call_ids: [callId] };
    return { event: 'calls_removed', data: removed };
  }

  #send(frames: Buffer): void {
    for (const reader of this.#readers) reader.write(frames);
  }

  #stats(): Stats {
    return windowStats(this.aggregates, ALL_TIME, Date.now());
  }

  #id(position: number): string | undefined {
    return position === 0 ? undefined : cursorOf(this.log.logId, position);
  }
}
