// Follows the events of a Callscope service and prints each as one line of JSON, once and in order.
//
//     node docs/examples/follow.mjs http://127.0.0.1:8000 cursor.txt [--token-file FILE]
//
// The second word names the file that keeps the cursor: started again, it goes on from there. Without such a file it
// begins with the oldest event that is kept. The token file holds a token that allows to read, where the service asks
// for one. Put your own work into `handle`.
import { closeSync, existsSync, fsyncSync, openSync, readFileSync, renameSync, writeSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { subscribe } from 'callscope/client';

const { values, positionals } = parseArgs({ allowPositionals: true, options: { 'token-file': { type: 'string' } } });
const [url = 'http://127.0.0.1:8000', cursorFile = 'cursor.txt'] = positionals;
const tokenFile = values['token-file'];
const token = tokenFile && readFileSync(tokenFile, 'utf8').trim();
let kept = existsSync(cursorFile) ? readFileSync(cursorFile, 'utf8').trim() : '0';
if (!/^([0-9a-f]{8}-)?\d{1,16}$/.test(kept)) throw new Error(`${cursorFile} holds no cursor`);
let after = kept;
let cursor = kept;
/** Up to here nothing is handled again. */
let position = Number(kept.split('-').at(-1));

const stop = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => stop.abort());
// Not after each event: a kill repeats those of the last half second, and leaves none out.
const keeping = setInterval(keep, 500);

while (!stop.signal.aborted) {
  for await (const item of subscribe({ url, token, after, signal: stop.signal, onTrouble })) {
    if (item.kind === 'reset') {
      say(`the service began anew (${item.reason}), and so do we`);
      // `trimmed`: the same history, of which older calls are gone. Else another one, and all of it is new.
      if (item.reason !== 'trimmed') position = 0;
      after = '0';
      break;
    }
    if (item.event.position <= position) continue;
    await handle(item.event);
    ({ cursor } = item);
    ({ position } = item.event);
  }
}
clearInterval(keeping);
keep();

/** What is done with an event. */
async function handle(event) {
  process.stdout.write(`${JSON.stringify(event)}\n`);
}

/** Whenever we are killed, the file holds the old cursor or the new one, whole. */
function keep() {
  if (cursor === kept) return;
  const file = openSync(`${cursorFile}.new`, 'w');
  writeSync(file, `${cursor}\n`);
  fsyncSync(file);
  closeSync(file);
  renameSync(`${cursorFile}.new`, cursorFile);
  kept = cursor;
}

function onTrouble({ message, retryInMs }) {
  say(`${message}; again in ${(retryInMs / 1_000).toFixed(1)} s`);
}

function say(words) {
  process.stderr.write(`follow: ${words}\n`);
}
