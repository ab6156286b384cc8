import fc from 'fast-check';
import { aCallRow } from '../testing/a-call-row';
import { countLive, orderRows, shownRow } from './row-order';

const ids = (rows: Parameters<typeof orderRows>[0]): string[] => orderRows(rows).map((row) => row.call_id);

describe('orderRows', () => {
  it('puts live calls first by newest start, then ended ones by newest end', () => {
    const rows = [
      aCallRow({ call_id: 'ended early', ended_at: 10 }),
      aCallRow({ call_id: 'live long', live: true, started_at: 1 }),
      aCallRow({ call_id: 'ended late', started_at: 0, ended_at: 90 }),
      aCallRow({ call_id: 'live short', live: true, started_at: 50 }),
    ];
    expect(ids(rows)).toEqual(['live short', 'live long', 'ended late', 'ended early']);
  });

  it('places a call by its initiation and a timed out one by its start', () => {
    const rows = [
      aCallRow({ call_id: 'timed out', status: 'timed_out', started_at: 20 }),
      aCallRow({ call_id: 'ended', ended_at: 10 }),
      aCallRow({ call_id: 'initiated', live: true, initiated_at: 5 }),
    ];
    expect(ids(rows)).toEqual(['initiated', 'timed out', 'ended']);
  });

  it('is the same whatever the order in which the rows came', () => {
    const row = fc
      .record({ live: fc.boolean(), at: fc.integer({ min: 0, max: 3 }), position: fc.integer({ min: 1, max: 3 }) })
      .map(({ live, at, position }) => aCallRow({ live, started_at: at, ended_at: live ? null : at, position }));
    fc.assert(
      fc.property(fc.array(row, { maxLength: 8 }), (anonymous) => {
        const rows = anonymous.map((r, index) => ({ ...r, call_id: `c${index}` }));
        expect(ids(rows.toReversed())).toEqual(ids(rows));
      }),
    );
  });
});

describe('shownRow', () => {
  const rows = [aCallRow({ call_id: 'newest', live: true }), aCallRow({ call_id: 'older' })];

  it('is the chosen call while it is there, else the first of the list', () => {
    expect(shownRow(rows, 'older')?.call_id).toBe('older');
    expect(shownRow(rows, 'removed')?.call_id).toBe('newest');
    expect(shownRow([], null)).toBeNull();
  });
});

describe('countLive', () => {
  it('counts a call of unknown direction as neither inbound nor outbound', () => {
    const rows = [
      aCallRow({ live: true }),
      aCallRow({ live: true, direction: 'outbound' }),
      aCallRow({ live: true, direction: 'unknown' }),
      aCallRow({ live: false }),
    ];
    expect(countLive(rows)).toEqual({ calls: 3, inbound: 1, outbound: 1, other: 1 });
  });
});
