/**
 * What a durable answer takes at least on this machine: Node's own HTTP server, a writer thread that puts the body as it
 * came into SQLite (WAL, synchronous=FULL, all that waits in one transaction), and nothing else: no check, no identity,
 * no read model, no stream. For the ingest bench of the acceptance folder:
 *
 *   node bench/ingest/durable-floor.cjs PORT
 */
const { isMainThread, parentPort, workerData } = require('node:worker_threads');
const SqliteDatabase = require('better-sqlite3');
const { serve } = require('./floor-server.cjs');

if (isMainThread) serve(Number(process.argv[2]), __filename, take);
else write(workerData);

function take(text) {
  return { items: [text], answer: { ok: true, call_id: JSON.parse(text).call_id } };
}

function write(file) {
  const db = new SqliteDatabase(file);
  db.pragma('journal_mode = WAL');
  db.pragma('synchronous = FULL');
  db.exec('CREATE TABLE bodies (position INTEGER PRIMARY KEY, body TEXT NOT NULL)');
  const insert = db.prepare('INSERT INTO bodies (body) VALUES (?)');
  const store = db.transaction((texts) => texts.forEach((text) => insert.run(text)));
  parentPort.on('message', (texts) => {
    store(texts);
    parentPort.postMessage(null);
  });
}
