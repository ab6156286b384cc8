/**
 * Loaded into a process before anything else (`node -r`): how late its main loop was since it was last asked, as it
 * knows itself, and how much of that it worked. Delays are those of a timer of one millisecond; what the machine takes
 * away is in them as well. Where the kernel counts it (Linux), `worked` is the longest that the thread was on a core
 * between two rounds of the loop, collecting garbage included: a longer delay was spent waiting for a core.
 */
const { openSync, readSync } = require('node:fs');
const { monitorEventLoopDelay } = require('node:perf_hooks');

const NS_PER_MS = 1e6;
/** What the service is not to stand still for. */
const STALL_MS = 10;
const loop = monitorEventLoopDelay({ resolution: 1 });
loop.enable();
const onCoreMs = coreClock();
let [longestMs, lastMs] = [0, onCoreMs?.() ?? 0];
if (onCoreMs) {
  setInterval(() => {
    const now = onCoreMs();
    longestMs = Math.max(longestMs, now - lastMs);
    lastMs = now;
  }, 1).unref();
}
process.on('message', () => {
  const worked = onCoreMs ? { worked_ms: longestMs } : {};
  process.send({ p99_ms: loop.percentile(99) / NS_PER_MS, max_ms: loop.max / NS_PER_MS, stalls: stalls(), ...worked });
  loop.reset();
  longestMs = 0;
});
// It keeps nobody from ending.
process.channel.unref();

/** How long this thread has been on a core, ms; null where the kernel does not tell. */
function coreClock() {
  try {
    const [file, text] = [openSync('/proc/thread-self/schedstat', 'r'), Buffer.alloc(64)];
    return () => Number(text.toString('latin1', 0, readSync(file, text, 0, text.length, 0)).split(' ')[0]) / NS_PER_MS;
  } catch {
    return null;
  }
}

/** How many delays were longer than that: a histogram tells the delay of a rank, so the rank is looked for. */
function stalls() {
  const { count } = loop;
  let [short, long] = [0, count + 1];
  while (long - short > 1) {
    const rank = Math.floor((short + long) / 2);
    if (loop.percentile((100 * rank) / count) > STALL_MS * NS_PER_MS) long = rank;
    else short = rank;
  }
  return count - short;
}
