import type { StoredEvent } from '@callscope/call-events';
import { BEGINNING, Story } from '../testing/events';
import { callAfter } from '../testing/folds';
import { evolve } from './active-calls.evolve';
import { ActiveCallsProjection } from './active-calls.projection';

describe('active-calls', () => {
  const projection = new ActiveCallsProjection();
  let story: Story;
  beforeEach(() => {
    story = new Story();
  });

  const isActive = (...events: StoredEvent[]): boolean => evolve(callAfter(events)) !== null;

  it('keeps when the call began, and when something was last recorded of it', () => {
    const call = callAfter([story.initiated('a'), story.started('a'), story.turn('a')]);
    expect(evolve(call)).toEqual({ begun_at: BEGINNING + 2_000, last_recorded_at: BEGINNING + 3_000 });
  });

  it.each<[string, (from: Story) => StoredEvent]>([
    ['was asked for', (from) => from.initiated('a')],
    ['rings', (from) => from.status('a', { status: 'ringing' })],
    ['was answered', (from) => from.started('a')],
    ['has had a turn', (from) => from.turn('a')],
    ['has cost something', (from) => from.cost('a')],
  ])('has a row for a call that %s', (_what, event) => {
    expect(isActive(event(story))).toBe(true);
  });

  it('drops the row when the call ends', () => {
    expect(isActive(story.started('a'), story.ended('a'))).toBe(false);
  });

  it.each(['completed', 'busy', 'no_answer', 'failed', 'canceled', 'voicemail'] as const)(
    'drops the row when the carrier says %s',
    (status) => {
      expect(isActive(story.started('a'), story.status('a', { status }))).toBe(false);
    },
  );

  it.each<[string, (from: Story) => StoredEvent]>([
    ['a start', (from) => from.started('a')],
    ['an initiation', (from) => from.initiated('a')],
    ['a status of a running call', (from) => from.status('a', { status: 'in_progress' })],
    ['a turn', (from) => from.turn('a', { turn: 2 })],
    ['a correction', (from) => from.corrected('a')],
    ['a cost', (from) => from.cost('a')],
    ['another end', (from) => from.ended('a', { reason: 'error' })],
  ])('does not bring a call back for %s after its end', (_what, late) => {
    expect(isActive(story.started('a'), story.turn('a'), story.ended('a'), late(story))).toBe(false);
  });

  it('drops the row when the end came first', () => {
    expect(isActive(story.ended('a'), story.started('a'))).toBe(false);
  });

  it('drops the row when the call is given up, and brings it back for whatever is told of it then', () => {
    const events = [story.started('a'), story.own('timed_out', 'a')];
    expect(isActive(...events)).toBe(false);
    expect(isActive(...events, story.turn('a'))).toBe(true);
  });

  it('has no row for a call that is hidden, until it is to be seen again', () => {
    const events = [story.started('a'), story.own('hidden', 'a'), story.turn('a')];
    expect(isActive(...events)).toBe(false);
    expect(isActive(...events, story.own('unhidden', 'a'))).toBe(true);
    expect(isActive(...events, story.own('erased', 'a'), story.own('unhidden', 'a'))).toBe(false);
  });

  it('has no row for a call that is gone', () => {
    expect(evolve(null)).toBeNull();
  });

  it('follows the changes of calls, under the same key', () => {
    const after = callAfter([story.started('a')]);
    const change = { key: 'a', before: null, after, position: 1 };
    expect([projection.source, projection.keys(change), projection.evolve(null, change)]).toEqual([
      'calls',
      ['a'],
      evolve(after),
    ]);
  });

  it('says since when a call runs: since its start, else since it was asked for, else since its earliest event', () => {
    const since = (...events: StoredEvent[]): unknown => evolve(callAfter(events))?.begun_at;
    const [turn, initiated, started] = [story.turn('a'), story.initiated('a'), story.started('a')];
    expect(since(turn)).toBe(BEGINNING + 1_000);
    expect(since(turn, initiated)).toBe(BEGINNING + 2_000);
    expect(since(turn, initiated, started)).toBe(BEGINNING + 3_000);
  });
});
