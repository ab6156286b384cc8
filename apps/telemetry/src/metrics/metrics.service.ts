import { EVENT_LOG, type EventLog } from '@callscope/event-log';
import { SseHub } from '@callscope/live-feed';
import { Views } from '@callscope/projections';
import { Inject, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { ModuleRef } from '@nestjs/core';
import { collectDefaultMetrics, Histogram, Registry } from 'prom-client';
import { EaseOff } from '../door/ease-off';
import { VERSION } from '../version';
import { IntakeLedger } from './intake-ledger';
import { LoopDelay } from './loop-delay';
import { mirroredCounter, mirroredGauge, type Sample } from './mirrored';
import { RequestCounts } from './request-counts';

/** From half a millisecond to a few seconds: what a disk and a query can take. */
const SECONDS = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5];

/**
 * What the service tells of itself, collected from those who count when somebody asks. The names are part of the
 * interface (contract §6). Every label has few values, all known here or by the code: never an id of a call.
 */
@Injectable()
export class Metrics implements OnApplicationBootstrap {
  readonly #registry = new Registry();
  /** Events that the log has stored since the start, whoever wrote them. */
  #stored = 0;

  constructor(
    @Inject(EVENT_LOG) private readonly log: EventLog,
    private readonly views: Views,
    private readonly ledger: IntakeLedger,
    private readonly easeOff: EaseOff,
    private readonly requests: RequestCounts,
    private readonly loop: LoopDelay,
    private readonly modules: ModuleRef,
  ) {
    this.#watchLog();
    this.#watchQueries();
  }

  onApplicationBootstrap(): void {
    this.#showIntake();
    this.#showHeld();
    this.#showProjections();
    this.#showStreams(this.modules.get(SseHub, { strict: false }));
    this.#showService();
    collectDefaultMetrics({ register: this.#registry });
  }

  /** The text of `GET /metrics`. */
  text(): Promise<string> {
    return this.#registry.metrics();
  }

  #watchLog(): void {
    const durations = new Histogram({
      name: 'callscope_commit_duration_seconds',
      help: 'What a transaction of the event log took, until the disk had it.',
      buckets: SECONDS,
      registers: [this.#registry],
    });
    this.log.commits.subscribe(({ accepted, ms }) => {
      this.#stored += accepted;
      durations.observe(ms / 1_000);
    });
    mirroredGauge(this.#registry, {
      name: 'callscope_appends_waiting',
      help: 'Appends that wait for the disk.',
      labels: [],
      read: () => [[[], this.log.waiting]],
    });
  }

  #watchQueries(): void {
    const durations = new Histogram({
      name: 'callscope_query_duration_seconds',
      help: 'What a query took in the thread of the views.',
      labelNames: ['query'],
      buckets: SECONDS,
      registers: [this.#registry],
    });
    this.views.queryTimes.subscribe(({ query, ms }) => {
      durations.labels(query).observe(ms / 1_000);
    });
  }

  #showIntake(): void {
    mirroredCounter(this.#registry, {
      name: 'callscope_events_appended_total',
      help: 'Events that were stored, by where they came in; those of the service itself are its own.',
      labels: ['source'],
      read: () => this.#appended(),
    });
    mirroredCounter(this.#registry, {
      name: 'callscope_events_rejected_total',
      help: 'Events that were refused, by code; a request that is refused as a whole counts as one.',
      labels: ['code'],
      read: () => [...this.ledger.refusals].map(([code, n]): Sample => [[code], n]),
    });
  }

  #showHeld(): void {
    mirroredCounter(this.#registry, {
      name: 'callscope_answers_held_total',
      help: 'Answers to who tells events that came later because the projections were behind.',
      labels: [],
      read: () => [[[], this.easeOff.held.answers]],
    });
    mirroredCounter(this.#registry, {
      name: 'callscope_answers_held_seconds_total',
      help: 'By how much those came later, together.',
      labels: [],
      read: () => [[[], this.easeOff.held.seconds]],
    });
  }

  #appended(): readonly Sample[] {
    const { patter, native } = this.ledger.storedEvents;
    return [
      [['patter'], patter],
      [['native'], native],
      [['service'], Math.max(0, this.#stored - patter - native)],
    ];
  }

  #showProjections(): void {
    mirroredGauge(this.#registry, {
      name: 'callscope_projection_lag_events',
      help: 'Events in the log that a projection does not show yet.',
      labels: ['projection'],
      read: () =>
        this.views.readModels.map(({ name, position }): Sample => [[name], Math.max(0, this.log.head - position)]),
    });
    mirroredCounter(this.#registry, {
      name: 'callscope_dead_letters_total',
      help: 'Events that a projection could not take and has set aside.',
      labels: ['projection'],
      read: () => this.views.readModels.map(({ name, deadLetters }): Sample => [[name], deadLetters]),
    });
  }

  #showStreams(hub: SseHub): void {
    mirroredGauge(this.#registry, {
      name: 'callscope_sse_readers',
      help: 'Open event streams.',
      labels: ['stream'],
      read: () => Object.entries(hub.counts).map(([stream, { readers }]): Sample => [[stream], readers]),
    });
    mirroredCounter(this.#registry, {
      name: 'callscope_sse_slow_readers_total',
      help: 'Readers of event streams that were cut off for being too slow.',
      labels: ['stream'],
      read: () => Object.entries(hub.counts).map(([stream, { slowReaders }]): Sample => [[stream], slowReaders]),
    });
  }

  #showService(): void {
    mirroredCounter(this.#registry, {
      name: 'callscope_http_requests_total',
      help: 'Requests that are over, by the pattern of their route.',
      labels: ['route', 'method', 'status'],
      read: () => [...this.requests.all].map(({ route, method, status, n }): Sample => [[route, method, status], n]),
    });
    let delays: readonly Sample[] = [];
    mirroredGauge(this.#registry, {
      name: 'callscope_event_loop_delay_seconds',
      help: 'How late the event loop came to what was due, since the scrape before; quantile 1 is the longest.',
      labels: ['quantile'],
      read: () => (delays = samplesOf(this.loop.take()) ?? delays),
    });
    mirroredGauge(this.#registry, {
      name: 'callscope_build_info',
      help: 'Always 1; the label tells the version.',
      labels: ['version'],
      read: () => [[[VERSION], 1]],
    });
  }
}

function samplesOf(delays: ReturnType<LoopDelay['take']>): readonly Sample[] | null {
  return (
    delays && [
      [['0.5'], delays.p50],
      [['0.99'], delays.p99],
      [['1'], delays.max],
    ]
  );
}
