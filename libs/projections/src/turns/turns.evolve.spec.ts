import type { StoredEvent } from '@callscope/call-events';
import type { CallState } from '@callscope/call-state';
import { evolve as evolveCall } from '../calls/calls.evolve';
import { BEGINNING, Story } from '../testing/events';
import { concerns, evolve } from './turns.evolve';
import type { TurnsRow } from './turns.read-model';

let story: Story;
beforeEach(() => {
  story = new Story();
});

/** The row after each of these events of one call. */
function rowsAfter(...events: StoredEvent[]): (TurnsRow | null)[] {
  let [row, call]: [TurnsRow | null, CallState | null] = [null, null];
  return events.map((event) => {
    const next = evolveCall(call, event);
    if (concerns(call, next)) row = evolve(next);
    call = next;
    return row;
  });
}
const rowAfter = (...events: StoredEvent[]) => rowsAfter(...events).at(-1);

describe('turns', () => {
  it('keeps the slowest of each stage, and when the first and the last turn ended', () => {
    const row = rowAfter(
      story.started('a', { agent: { id: 'desk' } }),
      story.turn('a', { turn: 0, ended_at: BEGINNING + 9_000, latency: { response_ms: 800, tts_ms: 90 } }),
      story.turn('a', { turn: 1, ended_at: BEGINNING + 5_000, latency: { response_ms: 900, tts_ms: 80 } }),
    );
    expect(row).toEqual({
      first_at: BEGINNING + 5_000,
      last_at: BEGINNING + 9_000,
      agent: 'desk',
      slowest: { response_ms: 900, tts_ms: 90 },
    });
  });

  it('has no row for a call of which nothing was measured, or nothing that can be', () => {
    const slow = { response_ms: 60_001 };
    expect(rowsAfter(story.started('a'), story.turn('a'), story.turn('a', { turn: 2, latency: slow }))).toEqual([
      null,
      null,
      null,
    ]);
  });

  it('counts a turn that measured nothing nowhere, not even in time', () => {
    const row = rowAfter(
      story.turn('a', { turn: 0, ended_at: BEGINNING }),
      story.turn('a', { turn: 1, ended_at: BEGINNING + 7_000, latency: { stt_ms: 0 } }),
    );
    expect(row).toMatchObject({ first_at: BEGINNING + 7_000, last_at: BEGINNING + 7_000, slowest: { stt_ms: 0 } });
  });

  it('takes in interrupted turns, and latencies that were told apart', () => {
    const row = rowAfter(story.turn('a', { outcome: 'interrupted' }), story.latency('a', { value_ms: 700 }));
    expect(row).toMatchObject({ slowest: { response_ms: 700 } });
  });

  it('follows a correction down', () => {
    const row = rowAfter(
      story.turn('a', { latency: { response_ms: 5_000 } }),
      story.corrected('a', { latency: { response_ms: 500 } }),
    );
    expect(row).toMatchObject({ slowest: { response_ms: 500 } });
  });

  it('leaves out what the report in force does not list', () => {
    const patter = { source: { framework: 'patter', adapter: 'patter' } };
    const row = rowAfter(
      story.turn('a', { turn: 0, latency: { response_ms: 500 } }, patter),
      story.turn('a', { turn: 1, latency: { response_ms: 900 } }, patter),
      story.ended('a', { report_id: 'r', turns: [0], report: {} }),
    );
    expect(row).toMatchObject({ slowest: { response_ms: 500 } });
  });

  it('places a turn without a time where its call begins, wherever that moves', () => {
    const turn = story.turn('a', { latency: { response_ms: 1 } }, { at: null });
    const started = story.started('a', {}, { at: BEGINNING + 77_000 });
    expect(rowsAfter(turn, started).map((row) => row?.first_at)).toEqual([BEGINNING + 1_000, BEGINNING + 77_000]);
  });

  it('has no row for a call while it is hidden', () => {
    const turn = story.turn('a', { latency: { response_ms: 1 } });
    const rows = rowsAfter(turn, story.own('hidden', 'a'), story.turn('a', { turn: 2 }), story.own('unhidden', 'a'));
    expect(rows).toEqual([rows[0], null, null, rows[0]]);
  });

  it('leaves the row as it is, the very same, when nothing of it changes', () => {
    const [first, ...more] = rowsAfter(
      story.turn('a', { latency: { response_ms: 1 } }),
      story.cost('a'),
      story.note('a'),
    );
    expect(more.every((row) => row === first)).toBe(true);
  });
});
