import { type RunningService, startService } from '../../../../test/support/service';

let service: RunningService;

beforeAll(async () => {
  service = await startService();
});

describe('a path that knows the method not', () => {
  it.each([
    ['PUT', '/api/v2/events', 'GET, HEAD, POST'],
    ['POST', '/api/v2/calls/x/events', 'GET, HEAD'],
    ['DELETE', '/api/v2/live', 'GET, HEAD'],
  ])('answers %s %s with 405 and what it knows, as a problem', async (method, path, allow) => {
    const answer = await fetch(`${service.url}${path}`, { method });
    expect(answer.status).toBe(405);
    expect(answer.headers.get('allow')?.split(', ').sort().join(', ')).toBe(allow);
    expect(answer.headers.get('content-type')).toMatch(/^application\/problem\+json/);
    expect(await answer.json()).toMatchObject({ status: 405, code: 'method_not_allowed' });
  });

  it.each([
    ['GET', '/api/dashboard/ingest', 'POST'],
    ['PATCH', '/api/dashboard/calls/delete', 'DELETE, GET, HEAD, POST'],
    ['POST', '/', 'GET, HEAD'],
  ])('answers %s %s with 405 and what it knows, as the dashboard', async (method, path, allow) => {
    const answer = await fetch(`${service.url}${path}`, { method });
    expect(answer.status).toBe(405);
    expect(answer.headers.get('allow')?.split(', ').sort().join(', ')).toBe(allow);
    expect(await answer.json()).toMatchObject({ ok: false, code: 'method_not_allowed' });
  });

  it('is told from one that leads nowhere', async () => {
    expect((await fetch(`${service.url}/api/v2/nothing`, { method: 'PUT' })).status).toBe(404);
    expect((await fetch(`${service.url}/api/v2/calls/nobody/events`)).status).toBe(404);
  });
});
