/**
 * Loaded into the service before anything else (`node -r`): how late its main loop was since it was last asked, as it
 * knows itself. Delays are those of a timer of one millisecond; what the machine takes away is in them as well.
 */
const { monitorEventLoopDelay } = require('node:perf_hooks');

const NS_PER_MS = 1e6;
const loop = monitorEventLoopDelay({ resolution: 1 });
loop.enable();
process.on('message', () => {
  process.send({ p99_ms: loop.percentile(99) / NS_PER_MS, max_ms: loop.max / NS_PER_MS });
  loop.reset();
});
// It keeps nobody from ending.
process.channel.unref();
