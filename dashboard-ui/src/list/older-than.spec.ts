import { aCallRow } from '../testing/a-call-row';
import { olderThan } from './older-than';

describe('the calls below the board', () => {
  it('began before the oldest end on it; a live call and one without a time say nothing', () => {
    const board = [
      aCallRow({ live: true, started_at: 10 }),
      aCallRow({ ended_at: 900 }),
      aCallRow({ ended_at: 700, started_at: 600 }),
      aCallRow({}),
    ];
    expect(olderThan(board)).toEqual({ sort: 'started_at:desc', to: '701' });
  });

  it('are all, when nothing on it has ended', () => {
    expect(olderThan([aCallRow({ live: true, started_at: 10 })])).toEqual({ sort: 'started_at:desc' });
  });
});
