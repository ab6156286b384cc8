import { NO_ROUTE, RequestCounts } from './request-counts';

describe('RequestCounts', () => {
  it('counts what has route, method and status in common', () => {
    const counts = new RequestCounts();
    counts.count('/api/v2/calls/:id', 'GET', 200);
    counts.count('/api/v2/calls/:id', 'GET', 200);
    counts.count('/api/v2/calls/:id', 'GET', 404);
    counts.count(NO_ROUTE, 'GET', null);
    expect([...counts.all]).toEqual([
      { route: '/api/v2/calls/:id', method: 'GET', status: '200', n: 2 },
      { route: '/api/v2/calls/:id', method: 'GET', status: '404', n: 1 },
      { route: 'none', method: 'GET', status: 'aborted', n: 1 },
    ]);
  });

  it('puts rare methods together', () => {
    const counts = new RequestCounts();
    for (const method of ['PROPFIND', 'LINK', 'PURGE']) counts.count(NO_ROUTE, method, 404);
    expect([...counts.all]).toEqual([{ route: 'none', method: 'other', status: '404', n: 3 }]);
  });
});
