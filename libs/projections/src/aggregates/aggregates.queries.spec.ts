import { Story } from '../testing/events';
import { totalsAfter } from '../testing/folds';
import { ownViews } from '../testing/own-views';
import { AggregatesQueries } from './aggregates.queries';
import { NO_CALLS } from './aggregates.read-model';

describe('AggregatesQueries', () => {
  it('gives the totals as they were folded, and as of which position they stand', () => {
    const story = new Story();
    const events = [story.started('a'), story.turn('a', { latency: { response_ms: 812.5 } }), story.ended('a')];
    const queries = new AggregatesQueries(ownViews(events));
    expect(queries.totals()).toEqual(totalsAfter(events));
    expect(queries.position).toBe(3);
  });

  it('gives the totals of no calls before the first', () => {
    const queries = new AggregatesQueries(ownViews());
    expect([queries.totals(), queries.position]).toEqual([NO_CALLS, 0]);
  });
});
