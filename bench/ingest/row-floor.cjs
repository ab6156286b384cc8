/**
 * What the rows of the event log cost at least: as durable-floor.cjs, but each body is taken apart into events as the
 * log has them, a row each with a unique id, what tells of a person in a row of its own, an index by call. No check, no
 * canonical form, no checksum, no read model. What stands between this and the service is what it does with events; what
 * stands between this and the other floor is what a row an event costs.
 *
 *   node bench/ingest/row-floor.cjs PORT
 */
const { isMainThread, parentPort, workerData } = require('node:worker_threads');
const SqliteDatabase = require('better-sqlite3');
const { serve } = require('./floor-server.cjs');

const SCHEMA = `
  CREATE TABLE streams (stream INTEGER PRIMARY KEY, call_id TEXT NOT NULL UNIQUE);
  CREATE TABLE events (position INTEGER PRIMARY KEY, event_id TEXT NOT NULL UNIQUE, stream INTEGER NOT NULL,
    type TEXT NOT NULL, data TEXT NOT NULL);
  CREATE INDEX events_of_call ON events (stream, position);
  CREATE TABLE private (position INTEGER PRIMARY KEY, data TEXT NOT NULL);
`;

if (isMainThread) serve(Number(process.argv[2]), __filename, take);
else write(workerData);

function take(text) {
  const rows = rowsOf(text);
  return { items: rows, answer: { ok: true, accepted: rows.length } };
}

/** Of a start or an end as Patter posts it, or of a list of own events: `[id, call, type, data, personal data]` each. */
function rowsOf(text) {
  const body = JSON.parse(text);
  if (Array.isArray(body) || Array.isArray(body.events)) return (body.events ?? body).map(ownRow);
  const { call_id: call, caller, callee, metrics } = body;
  if (!metrics) return [[`${call}:started`, call, 'call.started', text, JSON.stringify({ caller, callee })]];
  const turns = (metrics.turns ?? []).map((turn, number) => {
    const { user_text, agent_text, ...measured } = turn;
    const said = JSON.stringify({ user_text, agent_text });
    return [`${call}:turn:${number}`, call, 'turn.completed', JSON.stringify(measured), said];
  });
  const costs = Object.entries(metrics.cost ?? {}).map(([component, amount]) => {
    return [`${call}:cost:${component}`, call, 'cost.recorded', JSON.stringify({ amount }), null];
  });
  return [...turns, ...costs, [`${call}:ended`, call, 'call.ended', '{}', text]];
}

function ownRow({ id, call_id: call, type, data = {} }) {
  const { user_text, agent_text, ...kept } = data;
  const said = user_text || agent_text ? JSON.stringify({ user_text, agent_text }) : null;
  return [id, call, type, JSON.stringify(kept), said];
}

function write(file) {
  const db = new SqliteDatabase(file);
  db.pragma('journal_mode = WAL');
  db.pragma('synchronous = FULL');
  db.exec(SCHEMA);
  const insertStream = db.prepare('INSERT INTO streams VALUES (?, ?)');
  const insertEvent = db.prepare('INSERT INTO events VALUES (?, ?, ?, ?, ?) ON CONFLICT (event_id) DO NOTHING');
  const insertPersonal = db.prepare('INSERT INTO private VALUES (?, ?)');
  const streams = new Map();
  let position = 0;
  const store = db.transaction((rows) => {
    for (const [id, call, type, data, personal] of rows) {
      if (!streams.has(call)) {
        streams.set(call, streams.size + 1);
        insertStream.run(streams.get(call), call);
      }
      position += 1;
      insertEvent.run(position, id, streams.get(call), type, data);
      if (personal !== null) insertPersonal.run(position, personal);
    }
  });
  parentPort.on('message', (rows) => {
    store(rows);
    parentPort.postMessage(null);
  });
}
