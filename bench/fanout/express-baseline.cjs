/**
 * The streams as one would first write them in Express 5: the counterpart that Callscope's fan-out is compared with.
 *
 * It does: take the same posts (Patter's starts and ends, own events one by one and in arrays), make the frame of each
 * event once, and `response.write` it to every reader in turn, before the post is answered.
 *
 * With `turns` behind the port it tells what our stream of Patter's events owes its readers: of an end each turn first,
 * as a message of its own. Without, the end alone: half the bytes, and a fifteenth of the messages.
 *
 * It does not: check a body, store anything, give a frame an id, resume anybody, filter, send heartbeats, or look at
 * what waits for a slow reader. What it saves by that is part of the comparison.
 *
 * From the root of the repository, after a build, with the bench of the acceptance folder:
 *
 *   node ../shared/acceptance/bench.mjs fanout,fanout2,sse --quick --subs 1000 \
 *     --spawn 'callscope=node dist/apps/telemetry/src/main.js --port {port} --data {data}' \
 *     --spawn 'express=node bench/fanout/express-baseline.cjs {port}'
 */
const express = require('express');

const app = express();
app.use(express.json({ limit: '8mb' }));

/** A stream: who reads it, and how something is told to all of them. */
function stream() {
  const readers = new Set();
  return {
    open(request, response) {
      response.writeHead(200, { 'Content-Type': 'text/event-stream; charset=utf-8', 'Cache-Control': 'no-cache' });
      response.write('retry: 2000\n\n: hello\n\n');
      readers.add(response);
      request.on('close', () => readers.delete(response));
    },
    tell(event, data) {
      const frame = `event: ${event}\ndata: ${JSON.stringify(data)}\n\n`;
      for (const reader of readers) reader.write(frame);
    },
  };
}

const tellsTurns = process.argv[3] === 'turns';
const dashboard = stream();
const events = stream();

app.post('/api/dashboard/ingest', ({ body }, response) => {
  const { call_id, caller = '', callee = '', direction = 'unknown', ended_at, metrics } = body;
  if (ended_at === undefined) dashboard.tell('call_start', { call_id, caller, callee, direction });
  else {
    if (tellsTurns) for (const turn of metrics.turns) dashboard.tell('turn_complete', { call_id, turn });
    dashboard.tell('call_end', { call_id, metrics });
  }
  response.json({ ok: true });
});

app.post('/api/v2/events', ({ body }, response) => {
  const batch = Array.isArray(body) ? body : [body];
  for (const event of batch) events.tell(event.type, event);
  response.json({ ok: true, accepted: batch.length, duplicates: 0, rejected: 0 });
});

app.get('/api/dashboard/events', dashboard.open);

app.get('/api/v2/events', (request, response) => {
  // The list is only there because the bench asks for it before it opens the stream.
  if (request.accepts(['application/json', 'text/event-stream']) === 'application/json') response.json({ events: [] });
  else events.open(request, response);
});

app.get('/health', (_request, response) => {
  response.json({ status: 'ok' });
});

app.listen(Number(process.argv[2]), '127.0.0.1');
