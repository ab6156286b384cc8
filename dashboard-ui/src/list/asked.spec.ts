import { aCallRow } from '../testing/a-call-row';
import { ariaSort, askedOf, exportHref, nextSort, passes } from './asked';

describe('what a list is asked for', () => {
  it('is read from the address; what is empty or of another view is not asked', () => {
    const words = new Map([
      ['status', 'failed'],
      ['q', '  '],
      ['window', '7d'],
      ['sort', 'cost_usd:asc'],
    ]);
    expect(askedOf((key) => words.get(key) ?? null)).toEqual({ status: 'failed', sort: 'cost_usd:asc' });
  });

  it.each([
    [undefined, 'started_at', 'started_at:asc'],
    ['started_at:asc', 'started_at', null],
    [undefined, 'cost_usd', 'cost_usd:desc'],
    ['cost_usd:desc', 'cost_usd', 'cost_usd:asc'],
    ['cost_usd:asc', 'cost_usd', 'cost_usd:desc'],
    ['cost_usd:asc', 'duration_ms', 'duration_ms:desc'],
  ] as const)('sorted by %s, a click on %s asks for %s', (sort, column, next) => {
    expect(nextSort(sort, column)).toBe(next);
  });

  it('is said by the head of one column only', () => {
    expect(ariaSort(undefined, 'started_at')).toBe('descending');
    expect(ariaSort('cost_usd:asc', 'cost_usd')).toBe('ascending');
    expect(ariaSort('cost_usd:asc', 'started_at')).toBeUndefined();
  });

  it.each([
    [{ status: 'completed', mode: 'realtime' }, true],
    [{ status: 'failed' }, false],
    [{ mode: 'pipeline' }, false],
    [{ direction: 'outbound' }, false],
    [{ agent: 'front-desk' }, true],
    [{ agent: 'Front desk' }, false],
    [{ live: '1' }, false],
    [{ live: 'false' }, true],
    [{ from: '1000', to: '1001' }, true],
    [{ from: '1001' }, false],
    [{ to: '1000' }, false],
    [{ from: '1970-01-01T00:00:00Z' }, true],
    [{ q: '0100' }, true],
    [{ q: 'FRONT' }, true],
    [{ q: 'refund' }, false],
  ])('a row and %j: %s', (asked, expected) => {
    const agent = { id: 'front-desk', name: 'Front desk', version: null };
    expect(passes(aCallRow({ mode: 'realtime', agent: agent as never, started_at: 1000 }), asked)).toBe(expected);
  });

  it('is what an export holds', () => {
    expect(exportHref({ q: 'a&b', sort: 'cost_usd:asc' }, 'ndjson')).toBe(
      '/api/v2/export?format=ndjson&q=a%26b&sort=cost_usd%3Aasc',
    );
  });
});
