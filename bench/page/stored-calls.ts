import { dated, type SimulatedEvent, story } from '@callscope/simulator';
import { tell } from './tell';

const EVENTS_AT_ONCE = 5_000;
const CALLS_PER_MINUTE = 60;
/** The newest of them has ended by the time the page is opened. */
const LAST_CALL_MS = 1_800_000;
/** What a row shows comes from these, and from a turn and a cost; the rest would only make filling the log take longer. */
const OF_A_ROW = new Set(['call.initiated', 'call.status_changed', 'call.started', 'call.ended']);

/** Fills the service with so many calls of the simulator, a minute's worth of them in a minute, up to now. */
export async function storeCalls(url: string, calls: number, seed: string): Promise<number> {
  const firstAt = Date.now() - LAST_CALL_MS - (calls / CALLS_PER_MINUTE) * 60_000;
  let [waiting, told]: [SimulatedEvent[], number] = [[], 0];
  const send = async (): Promise<void> => {
    await tell(url, waiting);
    told += waiting.length;
    waiting = [];
  };
  const options = { seed, prefix: 'stored', calls, callsPerMinute: CALLS_PER_MINUTE, faults: [] };
  for (const { callBeganMs, event } of story(options)) {
    if (!isKept(event)) continue;
    waiting.push(dated(event, Math.round(firstAt + callBeganMs)));
    if (waiting.length === EVENTS_AT_ONCE) await send();
  }
  if (waiting.length > 0) await send();
  return told;
}

function isKept({ type, data }: SimulatedEvent): boolean {
  if (type === 'turn.completed') return data.turn === 0;
  return type === 'cost.recorded' ? data.component === 'telephony' : OF_A_ROW.has(type);
}
