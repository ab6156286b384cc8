import {
  HEADLINE_STAGES,
  type StageStats,
  type Stats,
  STATS_STAGES,
  type StatsBucket,
  type StatsGroup,
  type StatsTotals,
  type WindowTotals,
} from '@callscope/call-state';
import { count, each, instant, listOf, ms, nullable, number, ref, shape, text, told, usd } from '../schema/json-schema';

const PERCENTILES = ['p50', 'p90', 'p95', 'p99', 'min', 'max'] as const;

const stageStats = shape<StageStats>({
  description: 'Percentiles over all completed turns of the window, in ms, merged from histograms.',
  required: {
    n: told(count, 'How many values the percentiles are made of.'),
    coverage: told({ type: 'number', minimum: 0, maximum: 1 }, 'n divided by the number of completed turns.'),
    ...each(PERCENTILES, nullable(ms)),
    relative_error: told(number, 'The percentiles are within this share of the exact value.'),
    over_60s: told(count, 'Values above 60 000 ms: broken measurements, in none of the other figures.'),
  },
  optional: { histogram: listOf(ref('HistogramBar')) },
});

const histogramBar = shape<NonNullable<StageStats['histogram']>[number]>({
  description: 'How many values lie above `from_ms`, up to and including `to_ms`.',
  required: { from_ms: ms, to_ms: ms, n: count },
});

const callCounts = shape<StatsTotals['calls']>({
  required: {
    total: count,
    completed: told(count, 'Completed and voicemail.'),
    failed: told(count, 'Failed, busy and canceled.'),
    no_answer: count,
    timed_out: count,
    active: count,
    inbound: count,
    outbound: count,
  },
});

const latency = shape<WindowTotals['latency']>({ required: each(STATS_STAGES, ref('StageStats')) });

/** What figures of all calls of a window say. */
export const totals = {
  calls: ref('CallCounts'),
  duration_ms: shape<StatsTotals['duration_ms']>({ required: each(['avg', 'p50', 'p95'], nullable(ms)) }),
  turns: shape<StatsTotals['turns']>({ required: { completed: count, interrupted: count } }),
  latency,
  cost: ref('CostSummary'),
};

const statsBucket = shape<StatsBucket>({
  required: {
    at: told(instant, 'Its beginning.'),
    calls: count,
    cost_usd: nullable(usd),
    response_ms: shape<StatsBucket['response_ms']>({
      required: { n: count, p50: nullable(ms), p95: nullable(ms), p99: nullable(ms) },
    }),
    active_peak: told(
      count,
      'The most calls that were active at once, in whole seconds: from the one in which a call was initiated or began ' +
        'until the one in which it ended, and for one at least. A call that was given up: until its last turn or cost. ' +
        'An entry in which nothing else happened is there for this alone.',
    ),
  },
});

const statsGroup = shape<StatsGroup>({
  required: {
    ...totals,
    latency: shape<StatsGroup['latency']>({
      description: 'Without `endpoint_ms`, which is told of all calls together.',
      required: each(HEADLINE_STAGES, ref('StageStats')),
    }),
    value: told(nullable(text), 'The agent, mode, carrier or direction; null where it is not known.'),
  },
});

const stats = shape<Stats>({
  description: 'The figures of a window. Percentiles are over turns; n is always beside them.',
  required: {
    ...totals,
    as_of: shape<Stats['as_of']>({ required: { position: count, at: instant } }),
    window: shape<Stats['window']>({
      description: 'Whole minutes; null bounds for all time.',
      required: { from: nullable(instant), to: nullable(instant), bucket_ms: ms },
    }),
    series: told(listOf(ref('StatsBucket')), 'Buckets in which something happened or some call was active.'),
  },
  optional: {
    groups: listOf(ref('StatsGroup')),
    previous: shape<NonNullable<Stats['previous']>>({
      description: 'The window before, of the same length.',
      required: { calls: totals.calls, latency, cost: totals.cost },
    }),
  },
});

export const statsSchemas = {
  Stats: stats,
  StatsBucket: statsBucket,
  StatsGroup: statsGroup,
  StageStats: stageStats,
  HistogramBar: histogramBar,
  CallCounts: callCounts,
};
