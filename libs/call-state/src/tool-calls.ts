import type { StoredEnvelope, StoredEvent, ToolEnded, ToolStarted } from '@callscope/call-events';
import type { ToolCall } from './call-detail';
import { byTime, momentOf } from './chronology';
import { outranks, tellingOf } from './told';

type Start = ToolStarted & StoredEnvelope;
type End = ToolEnded & StoredEnvelope;

/** All that was told of one `tool_call_id`. */
interface Tellings {
  readonly starts: Start[];
  readonly ends: End[];
}

/** The tools that were called, one entry for each `tool_call_id`, though only its start or only its end was told. */
export function toolCalls(events: readonly StoredEvent[]): ToolCall[] {
  const told = new Map<string, Tellings>();
  for (const event of events) {
    if (event.type !== 'tool.started' && event.type !== 'tool.ended') continue;
    const id = event.data.tool_call_id;
    const tellings = told.get(id) ?? { starts: [], ends: [] };
    if (event.type === 'tool.started') tellings.starts.push(event);
    else tellings.ends.push(event);
    told.set(id, tellings);
  }
  return [...told]
    .map(([id, tellings]) => toolCall(id, tellings))
    .sort(byTime((tool) => tool.started_at ?? tool.ended_at ?? 0));
}

function toolCall(id: string, tellings: Tellings): ToolCall {
  const starts = tellings.starts.sort(newestFirst);
  const ends = tellings.ends.sort(newestFirst);
  const [start, end] = [starts[0], ends[0]];
  return {
    tool_call_id: id,
    // What both may tell is believed of the start: it is there that the agent chose the tool.
    name: first(starts, nameOf) ?? first(ends, nameOf),
    arguments: first(starts, ({ data }) => data.arguments),
    result: first(ends, ({ data }) => data.result),
    status: end?.data.status ?? null,
    turn: first(starts, ({ data }) => data.turn) ?? first(ends, ({ data }) => data.turn),
    started_at: start ? momentOf(start) : null,
    ended_at: end ? momentOf(end) : null,
    duration_ms: first(ends, ({ data }) => data.duration_ms) ?? difference(start, end),
    position: Math.max(...[...starts, ...ends].map(({ position }) => position)),
  };
}

/** A call of a tool that is told twice is one call; what counts never hangs on the order of arrival. */
function newestFirst(a: Start | End, b: Start | End): number {
  return outranks(tellingOf(a), tellingOf(b)) ? -1 : 1;
}

/** What the newest telling says that says it at all. */
function first<E, T>(tellings: readonly E[], pick: (event: E) => T | undefined): T | null {
  for (const event of tellings) {
    const value = pick(event) ?? null;
    if (value !== null) return value;
  }
  return null;
}

/** An empty name names nothing. */
function nameOf({ data }: Start | End): string | undefined {
  return data.name === '' ? undefined : data.name;
}

/** By the producer's own clock alone: the time between two of our commits is not that of the tool. */
function difference(start: Start | undefined, end: End | undefined): number | null {
  if (start?.occurred_at === undefined || end?.occurred_at === undefined) return null;
  const ms = end.occurred_at - start.occurred_at;
  return ms < 0 ? null : ms;
}
