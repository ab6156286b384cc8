import { BEGINNING, Story } from '../testing/events';
import { ownViews } from '../testing/own-views';
import { ActiveCallsQueries } from './active-calls.queries';

describe('ActiveCallsQueries', () => {
  it('gives the calls that run, newest start first', () => {
    const story = new Story();
    const views = ownViews([
      story.turn('without-start', {}, { at: BEGINNING }),
      story.started('second', {}, { at: BEGINNING + 2_000 }),
      story.started('third', {}, { at: BEGINNING + 3_000 }),
      story.initiated('first', {}, { at: BEGINNING + 1_000 }),
      story.started('over'),
      story.ended('over'),
    ]);
    const calls = new ActiveCallsQueries(views).all();
    expect(calls.map((call) => call.call_id)).toEqual(['third', 'second', 'first', 'without-start']);
  });

  it('gives no call when none runs', () => {
    expect(new ActiveCallsQueries(ownViews()).all()).toEqual([]);
  });
});
