import 'reflect-metadata';
import type { StoredEvent } from '@callscope/call-events';
import {
  callDetail,
  callRow,
  type CallState,
  costsOf,
  evolveCall,
  latencyOf,
  statedCostNano,
  turnsOf,
} from '@callscope/call-state';
import { expectedFigures, RECORDED_FILES, type RecordedFile, recordedPosts } from '../../../call-events/src/testing';
import { bodyHash, decodeJsonObject, validated } from '../kernel';
import { PatterBody } from './patter.payload';
import { translatePatter } from './patter.translate';

const MODES: Readonly<Record<string, string>> = {
  pipeline: 'pipeline',
  openai_realtime: 'realtime',
  elevenlabs_convai: 'hosted',
};

/** Every event of a recorded file, each taken in when the recorder took its body. */
function eventsOf(file: RecordedFile) {
  const told = recordedPosts(file).flatMap(({ at_ms: receivedAt, body }) => {
    const asSent = decodeJsonObject(Buffer.from(JSON.stringify(body)));
    const found = translatePatter(validated(PatterBody, asSent), { bodyHash: bodyHash(asSent), receivedAt, asSent });
    return found!.events.map((event) => ({ ...event, recorded_at: receivedAt }));
  });
  return told.map((event, index) => ({ ...event, position: index + 1 }));
}

/** Type 7 over the raw values, as the expected figures were computed. */
function type7(values: readonly number[], q: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  const place = q * (sorted.length - 1);
  const low = sorted[Math.floor(place)]!;
  return low + (sorted[Math.ceil(place)]! - low) * (place - Math.floor(place));
}

function groupedByCall(events: readonly StoredEvent[]): Map<string, StoredEvent[]> {
  const groups = new Map<string, StoredEvent[]>();
  for (const event of events) groups.set(event.call_id, [...(groups.get(event.call_id) ?? []), event]);
  return groups;
}

function countBy(words: readonly (string | null)[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const word of words) if (word !== null) counts[word] = (counts[word] ?? 0) + 1;
  return counts;
}

const usd = (nano: bigint) => Number(nano) / 1e9;
const sum = (all: readonly (string | number)[]) => all.reduce((total, nano) => total + BigInt(nano), 0n);

describe.each(RECORDED_FILES)('the calls recorded in %s', (file) => {
  const expected = expectedFigures(file);
  const events = eventsOf(file);
  const byCall = groupedByCall(events);
  const states = [...byCall.values()].map((own) => own.reduce<CallState | null>(evolveCall, null)!);
  const ended = states.filter((state) => state.end !== null);

  it('are all taken in, none left out', () => {
    expect([recordedPosts(file).length, states.length, ended.length]).toEqual([
      expected.posts,
      expected.calls,
      expected.calls_ended,
    ]);
    expect(states.filter((state) => callRow(state).live).map(({ call_id: id }) => id)).toEqual(
      expected.calls_without_end,
    );
  });

  it('have the statuses that were told without an end', () => {
    const others = states.filter((state) => state.end === null && !callRow(state).live);
    expect(countBy(others.map((state) => callRow(state).status.replace('_', '-')))).toEqual(
      expected.calls_terminal_by_status,
    );
  });

  it('cost exactly what the reports add up to, by component and in total', () => {
    const nano = (component: string) => sum(ended.map((state) => costsOf(state).get(component as 'llm')?.nano ?? '0'));
    const savings = sum(ended.flatMap((state) => [...costsOf(state).values()].map((cost) => cost.savings)));
    expect({
      stt: usd(nano('stt')),
      tts: usd(nano('tts')),
      llm: usd(nano('llm')),
      telephony: usd(nano('telephony')),
      total: usd(sum(ended.map(statedCostNano))),
      llm_cached_savings: usd(savings),
    }).toStrictEqual(expected.cost);
    expect(nano('other')).toBe(0n);
  });

  it('have exactly the turns that the reports list', () => {
    const rows = states.map(callRow);
    const completed = rows.reduce((total, { turns }) => total + turns.completed, 0);
    const interrupted = rows.reduce((total, { turns }) => total + turns.interrupted, 0);
    const measured = rows.reduce((total, { latency }) => total + latency.total_ms.n, 0);
    expect([completed + interrupted, completed, interrupted, measured]).toEqual([
      expected.turns.total,
      expected.turns.completed,
      expected.turns.interrupted,
      expected.turns.completed_measured,
    ]);
  });

  it.each([
    ['response_ms', expected.agent_response_ms],
    ['total_ms', expected.total_ms],
  ] as const)('have exactly the percentiles of %s', (stage, figures) => {
    const values = states
      .flatMap(turnsOf)
      .flatMap((turn) => (turn.outcome === 'completed' ? (latencyOf(turn)[stage] ?? []) : []));
    expect(values).toHaveLength(figures.n);
    expect(type7(values, 0.5)).toBeCloseTo(figures.p50, 9);
    expect(type7(values, 0.95)).toBeCloseTo(figures.p95, 9);
  });

  it('last as long as the reports say', () => {
    const durations = states.map((state) => callRow(state).duration_ms ?? 0);
    expect(durations.reduce((total, ms) => total + ms, 0)).toBe(Math.round(expected.duration_seconds_sum * 1_000));
  });

  it('have the modes and carriers that the reports name', () => {
    const modes = Object.entries(expected.calls_by_mode).map(([word, count]) => [MODES[word], count]);
    expect(countBy(states.map((state) => callRow(state).mode))).toEqual(Object.fromEntries(modes));
    const carriers = countBy(ended.map((state) => callRow(state).carrier));
    for (const [carrier, count] of Object.entries(expected.calls_by_carrier)) {
      expect(carriers[carrier]).toBeGreaterThanOrEqual(count);
    }
  });

  it('have every word of their transcripts', () => {
    const reports = [...byCall.values()].flatMap((own) => {
      const end = own.find((event) => event.type === 'call.ended');
      const told = end?.data.report?.['transcript'];
      return Array.isArray(told) && told.length > 0 ? [{ told, detail: callDetail(own)! }] : [];
    });
    const entries = reports.flatMap(({ detail }) => detail.transcript);
    expect(entries).toHaveLength(expected.transcript_entries);
    expect(entries.map(({ text }) => text)).toEqual(
      reports.flatMap(({ told }) => told as { text: string }[]).map(({ text }) => text),
    );
  });

  it('end, and begin, at times that make sense', () => {
    for (const state of ended) {
      const { started_at: start, ended_at: end, flags } = callRow(state);
      expect(end).toBeGreaterThanOrEqual(start!);
      expect(flags).not.toContain('implicit_start');
      expect(Math.abs(state.end!.recorded_at - end!)).toBeLessThanOrEqual(1_000);
    }
  });
});
