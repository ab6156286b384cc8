/**
 * The half that both floors share: Node's own HTTP server, which hands what the bodies bring to a writer thread, all that
 * waits at once, and answers when that says it is stored.
 */
const { mkdtempSync } = require('node:fs');
const { createServer } = require('node:http');
const { tmpdir } = require('node:os');
const { join } = require('node:path');
const { Worker } = require('node:worker_threads');

/**
 * @param script what the writer thread runs; it gets the path of a new file, then lists of items, and answers each list.
 * @param take makes of a body the `items` that are to be stored, and the `answer` as an object.
 */
exports.serve = (port, script, take) => {
  const writer = new Worker(script, { workerData: join(mkdtempSync(join(tmpdir(), 'callscope-floor-')), 'log') });
  let waiting = [];
  let writing = [];
  const handOver = () => {
    if (writing.length > 0 || waiting.length === 0) return;
    [writing, waiting] = [waiting, []];
    writer.postMessage(writing.flatMap(({ items }) => items));
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
      if (!text) return response.end('{}');
      const { items, answer } = take(text);
      waiting.push({ items, response, answer: Buffer.from(JSON.stringify(answer)) });
      handOver();
    });
  }).listen(port, '127.0.0.1');
};
