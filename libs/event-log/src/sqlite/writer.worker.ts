import { randomBytes } from 'node:crypto';
import { parentPort, workerData } from 'node:worker_threads';
import { DamagedLogError } from '../errors';
import { dataFolder } from './data-folder';
import { textOf } from './sqlite-errors';
import { WritableLog } from './writable-log';
import type { WriterOptions, WriterReply, WriterRequest } from './writer-protocol';

const port = parentPort;
if (!port) throw new Error('the log writer runs as a worker thread only');

const reply = (message: WriterReply): void => {
  port.postMessage(message);
};

/** The log, or null when it was said why there is none. */
function open(): WritableLog | null {
  const { folder } = workerData as WriterOptions;
  try {
    return new WritableLog(dataFolder(folder), () => randomBytes(4).toString('hex'), Date.now);
  } catch (error) {
    if (!(error instanceof DamagedLogError)) throw error;
    reply(failure(error));
    return null;
  }
}

function serve(log: WritableLog): void {
  port?.on('message', (request: WriterRequest) => {
    try {
      reply(answer(log, request));
    } catch (error) {
      reply(failure(error));
    }
    if (request.kind === 'close') port.close();
  });
  const { logId, head, renewal, syncMs } = log;
  reply({ kind: 'ready', logId, head, renewal, syncMs });
}

function answer(log: WritableLog, request: WriterRequest): WriterReply {
  switch (request.kind) {
    case 'commit': {
      const began = performance.now();
      const result = log.commit(request.rows);
      return { kind: 'committed', ms: performance.now() - began, ...result };
    }
    case 'erase':
      return { kind: 'erased', ...log.erase(request.callId, request.tell ?? false) };
    case 'scrub':
      log.scrub();
      return { kind: 'made-room', bytes: 0 };
    case 'give-back':
      return { kind: 'made-room', bytes: log.giveBack(request.bytes) };
    case 'trim':
      return { kind: 'trimmed', result: log.trim(request.request) };
    case 'close':
      log.close();
      return { kind: 'closed' };
  }
}

function failure(error: unknown): WriterReply {
  if (error instanceof DamagedLogError) return { kind: 'damaged', reason: error.reason, copy: error.copy };
  return { kind: 'failed', reason: textOf(error) };
}

const log = open();
if (log) serve(log);
