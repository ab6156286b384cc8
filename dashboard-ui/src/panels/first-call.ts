import type { Code } from '../components/code';

/** Where Patter SDKs post to without being told. */
export const SDK_PORT = '8000';

/** The call that the first command opens. */
export const FIRST_CALL = 'hello';

/** A Patter agent that leaves the port of the SDKs to this service. Both options are of `serve`, since 0.5. */
export const PATTER_AGENTS = {
  Python: ['', 'await', ' phone.serve(agent=agent, port=', '8010', ', dashboard=', 'False', ')'],
  TypeScript: ['', 'await', ' phone.serve({ agent, port: ', '8010', ', dashboard: ', 'false', ' })'],
} as const;

/** One command that makes a first call appear, for the service that this page came from. */
export function firstCallCommand(origin: string): Code {
  return posting(origin, 'json', [{ type: 'call.started', call_id: FIRST_CALL, data: { direction: 'inbound' } }]);
}

/** A whole call in one request, one event a line: what an agent of any kind would send. */
export function wholeCallCommand(origin: string): Code {
  const call_id = 'c1';
  return posting(origin, 'x-ndjson', [
    { type: 'call.started', call_id, data: { direction: 'inbound' } },
    { type: 'call.ended', call_id, data: { reason: 'user_hangup' } },
  ]);
}

function posting(origin: string, format: string, events: readonly object[]): Code {
  const body = events.map((event) => JSON.stringify(event)).join('\n');
  const type = `'content-type: application/${format}'`;
  return ['', 'curl', ` ${origin}/api/v2/events \\\n  -H `, type, ` \\\n  -d '${body}'`];
}
