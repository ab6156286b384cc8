import type { StoredEvent } from '@callscope/call-events';
import { BEGINNING, Story } from '../testing/events';
import { callAfter } from '../testing/folds';
import { ownViews } from '../testing/own-views';
import { CallsQueries } from './calls.queries';

const queriesOver = (events: readonly StoredEvent[]): CallsQueries => new CallsQueries(ownViews(events));

describe('CallsQueries', () => {
  let story: Story;
  beforeEach(() => {
    story = new Story();
  });

  it('gives ended calls, newest end first', () => {
    const queries = queriesOver([
      story.ended('first', {}, { at: BEGINNING }),
      story.ended('last', {}, { at: BEGINNING + 2_000 }),
      story.ended('middle', {}, { at: BEGINNING + 1_000 }),
      story.started('running'),
    ]);
    expect(queries.ended(10, 0).map((call) => call.call_id)).toEqual(['last', 'middle', 'first']);
  });

  it('gives of two that ended at one time first the one that was told of last', () => {
    const queries = queriesOver(['a', 'b', 'c'].map((id) => story.ended(id, {}, { at: BEGINNING })));
    expect(queries.ended(10, 0).map((call) => call.call_id)).toEqual(['c', 'b', 'a']);
  });

  it('gives them in pages', () => {
    const queries = queriesOver(['a', 'b', 'c', 'd', 'e'].map((id) => story.ended(id)));
    const pages = [0, 2, 4, 6].map((offset) => queries.ended(2, offset).map((call) => call.call_id));
    expect(pages).toEqual([['e', 'd'], ['c', 'b'], ['a'], []]);
  });

  it('leaves out calls that are hidden', () => {
    const queries = queriesOver([story.ended('a'), story.ended('b'), story.own('hidden', 'b')]);
    expect(queries.ended(10, 0).map((call) => call.call_id)).toEqual(['a']);
  });

  it('gives one call, running or ended, with all that is known of it', () => {
    const events = [story.started('a', { from: '+12125550110' }), story.turn('a'), story.cost('a')];
    const queries = queriesOver([...events, story.ended('b')]);
    expect(queries.one('a')).toEqual(callAfter(events));
    expect(queries.one('b')?.call_id).toBe('b');
    expect(queries.one('c')).toBeNull();
  });
});
