import { getJson, post } from './support/http';
import { startService } from './support/service';
import { until } from './support/until';

const UUID = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/;

describe('the id of a request', () => {
  it("is the caller's or our own, on every answer, in problems and in the log", async () => {
    const service = await startService({ args: ['--log-level', 'debug'] });
    const ask = async (path: string, id?: string) =>
      fetch(service.url + path, { headers: id ? { 'x-request-id': id } : {} });
    const own = await ask('/api/v2/calls/SECRET-call?q=SECRET-words');
    const problem = (await own.json()) as Record<string, unknown>;
    expect(own.headers.get('x-request-id')).toMatch(UUID);
    expect(problem['request_id']).toBe(own.headers.get('x-request-id'));
    expect((await ask('/health', 'job-7.retry_2')).headers.get('x-request-id')).toBe('job-7.retry_2');
    expect((await ask('/SECRET-path', 'x'.repeat(128))).headers.get('x-request-id')).toBe('x'.repeat(128));
    expect((await ask('/metrics', 'not one')).headers.get('x-request-id')).toMatch(UUID);
    await post(`${service.url}/api/dashboard/ingest`, { call_id: 'SECRET-a', caller: 'SECRET-b', callee: 7 });
    const lines = () =>
      service
        .stderr()
        .split('\n')
        .filter((line) => line.includes('"answered"'));
    await until(async () => lines().length >= 5);
    expect(lines().map((line) => JSON.parse(line) as unknown)).toContainEqual({
      level: 20,
      time: expect.any(Number) as number,
      request_id: problem['request_id'],
      method: 'GET',
      route: '/api/v2/calls/:id',
      status: 404,
      ms: expect.any(Number) as number,
      msg: 'answered',
    });
    expect(service.stderr()).toContain('"route":"none"');
    expect(service.stderr()).not.toContain('SECRET');
  });

  it('is in no log by default', async () => {
    const service = await startService();
    await getJson(`${service.url}/health`);
    await getJson(`${service.url}/nothing`);
    await service.stop();
    expect(service.stderr()).not.toContain('request_id');
  });
});
