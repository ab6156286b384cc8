import { firstCallCommand } from './first-call';

describe('firstCallCommand', () => {
  it('posts to the service that the page came from', () => {
    const command = firstCallCommand('http://127.0.0.1:8000');
    expect(command).toContain('curl http://127.0.0.1:8000/api/dashboard/ingest');
    expect(command).toContain(`-d '{"call_id":"demo-1","caller":"+15550100","callee":"+15550199"}'`);
  });
});
