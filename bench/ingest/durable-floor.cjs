/**
 * What a durable answer takes at least on this machine: Node's own HTTP server, a writer thread that puts the body as it
 * came into SQLite (WAL, synchronous=FULL, all that waits in one transaction), and nothing else: no check, no identity,
 * no read model, no stream. For the ingest bench of the acceptance folder:
 *
 *   node bench/ingest/durable-floor.cjs PORT
 */
const { mkdtempSync } = require('node:fs');
const { createServer } = require('node:http');
const { tmpdir } = require('node:os');
const { join } = require('node:path');
const { isMainThread, parentPort, Worker, workerData } = require('node:worker_threads');
const SqliteDatabase = require('better-sqlite3');

if (isMainThread) serve(Number(process.argv[2]));
else write(workerData);

function serve(port) {
  const writer = new Worker(__filename, { workerData: join(mkdtempSync(join(tmpdir(), 'callscope-floor-')), 'log') });
  let waiting = [];
  let writing = [];
  const handOver = () => {
    if (writing.length > 0 || waiting.length === 0) return;
    [writing, waiting] = [waiting, []];
    writer.postMessage(writing.map(({ text }) => text));
  };
  writer.on('message', () => {
    for (const { response, answer } of writing) {
      response.writeHead(200, { 'content-type': 'application/json', 'content-length': answer.length }).end(answer);
    }
    writing = [];
    handOver();
  });
  createServer((request, response) => {
    const pieces = [];
    request.on('data', (piece) => pieces.push(piece));
    request.on('end', () => {
      const text = Buffer.concat(pieces).toString();
      const answer = Buffer.from(text ? JSON.stringify({ ok: true, call_id: JSON.parse(text).call_id }) : '{}');
      if (text) waiting.push({ text, response, answer });
      else response.end(answer);
      handOver();
    });
  }).listen(port, '127.0.0.1');
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
