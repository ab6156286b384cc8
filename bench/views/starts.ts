import type { Bench } from './bench';
import { eventsOf, readAlone } from './filled-log';
import { HttpLine } from './http-line';
import { round } from './latency';
import { ServiceProcess } from './service-process';

/** Taken in right before the service is killed: what the next start has to catch up with. */
const CALLS_BEFORE_KILL = 400;
const CALLS_A_BODY = 100;

/** From the log alone: the first start, against reading and nothing else. */
export async function rebuild({ data, report }: Bench): Promise<ServiceProcess> {
  report.section('made from the log alone');
  const alone = await readAlone(data);
  report.figure('read_alone_s', round(alone.seconds));
  report.figure('read_alone_events_per_s', Math.round(alone.events / alone.seconds));
  const service = await ServiceProcess.start(data);
  const seconds = service.readyMs / 1_000;
  report.figure('rebuild_s', round(seconds));
  report.figure('rebuild_events_per_s', Math.round(alone.events / seconds));
  report.figure('rebuild_to_read_alone', round(seconds / alone.seconds));
  report.figure('rebuild_peak_rss_mib', service.memory().peak);
  return service;
}

/** With views: after a stop in order, and after it was killed with events that it had just taken in. */
export async function restarts({ data, source, report }: Bench, first: ServiceProcess): Promise<ServiceProcess> {
  report.section('started with views');
  await first.stop();
  const second = await ServiceProcess.start(data);
  report.figure('ready_after_stop_ms', Math.round(second.readyMs));
  const line = new HttpLine(second.url);
  const { calls } = source.options;
  for (let call = calls; call < calls + CALLS_BEFORE_KILL; call += CALLS_A_BODY) {
    await line.post('/api/v2/events', eventsOf(source, call, call + CALLS_A_BODY));
  }
  await second.stop('SIGKILL');
  line.close();
  const third = await ServiceProcess.start(data);
  report.figure('ready_after_kill_ms', Math.round(third.readyMs));
  return third;
}
