import { randomBytes } from 'node:crypto';
import { parentPort, workerData } from 'node:worker_threads';
import SqliteDatabase from 'better-sqlite3';
import { LogWriter } from './log-writer';
import { createSchema, prepareForWriting, readMeta } from './schema';
import type { WriterOptions, WriterReply, WriterRequest } from './writer-protocol';

const port = parentPort;
if (!port) throw new Error('the log writer runs as a worker thread only');

const db = new SqliteDatabase((workerData as WriterOptions).file);
prepareForWriting(db);
createSchema(db, () => randomBytes(4).toString('hex'));
const writer = new LogWriter(db, Date.now);

const reply = (message: WriterReply): void => {
  port.postMessage(message);
};

port.on('message', (request: WriterRequest) => {
  switch (request.kind) {
    case 'commit':
      try {
        reply({ kind: 'committed', ...writer.commit(request.rows) });
      } catch (error) {
        reply({ kind: 'failed', reason: error instanceof Error ? error.message : String(error) });
      }
      return;
    case 'close':
      db.close();
      reply({ kind: 'closed' });
      port.close();
      return;
  }
});

reply({ kind: 'ready', logId: readMeta(db, 'log_id'), head: Number(readMeta(db, 'head')) });
