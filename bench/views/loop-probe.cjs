/**
 * Loaded into a process before anything else (`node -r`): how late its main loop was since it was last asked, as it
 * knows itself. Delays are those of a timer of one millisecond; what the machine takes away is in them as well.
 */
const { monitorEventLoopDelay } = require('node:perf_hooks');

const NS_PER_MS = 1e6;
/** What the service is not to stand still for. */
const STALL_MS = 10;
const loop = monitorEventLoopDelay({ resolution: 1 });
loop.enable();
process.on('message', () => {
  process.send({ p99_ms: loop.percentile(99) / NS_PER_MS, max_ms: loop.max / NS_PER_MS, stalls: stalls() });
  loop.reset();
});
// It keeps nobody from ending.
process.channel.unref();

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
