import { firstCallCommand, wholeCallCommand } from './first-call';

const ORIGIN = 'http://127.0.0.1:8000';

describe('the commands of the first page', () => {
  it('post to the service that the page came from', () => {
    const command = firstCallCommand(ORIGIN).join('');
    expect(command).toContain('curl http://127.0.0.1:8000/api/v2/events \\\n');
    expect(command).toContain(`-d '{"type":"call.started","call_id":"hello","data":{"direction":"inbound"}}'`);
  });

  it('send a whole call as one event a line', () => {
    const [, body] = wholeCallCommand(ORIGIN).join('').split(" -d '");
    const types = (body ?? '')
      .slice(0, -1)
      .split('\n')
      .map((line) => (JSON.parse(line) as { type: string }).type);
    expect(types).toEqual(['call.started', 'call.ended']);
  });
});
