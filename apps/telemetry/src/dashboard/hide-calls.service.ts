import { type CallHidden, type CallUnhidden, currentVersion } from '@callscope/call-events';
import { EVENT_LOG, type EventLog } from '@callscope/event-log';
import { CallsQueries, type CallStanding, type Remote } from '@callscope/projections';
import { Inject, Injectable } from '@nestjs/common';

/** Calls that are looked up and written in one go: between two of them others have their turn. */
const AT_ONCE = 500;

type Note = CallHidden | CallUnhidden;

/** Takes calls out of every list and total, and puts them back. Nothing leaves the log: both are events like any other. */
@Injectable()
export class HideCalls {
  constructor(
    @Inject(EVENT_LOG) private readonly log: EventLog,
    @Inject(CallsQueries) private readonly calls: Remote<CallsQueries>,
  ) {}

  /**
   * The ids of those that it has hidden; calls that are hidden already, or that nobody knows, are left out.
   * @throws StorageUnavailableError when the log cannot store; what was hidden by then stays so.
   */
  hide(callIds: readonly string[]): Promise<readonly string[]> {
    return this.#note(callIds, (call) => (call.hidden ? null : hiding(call)));
  }

  /** The same for calls that have ended: those that run are left out as well. */
  hideEnded(callIds: readonly string[]): Promise<readonly string[]> {
    return this.#note(callIds, (call) => (call.hidden || call.live ? null : hiding(call)));
  }

  /** The ids of those that it has put back. What was erased never comes back. */
  unhide(callIds: readonly string[]): Promise<readonly string[]> {
    return this.#note(callIds, (call) => (call.hidden && !call.erased ? unhiding(call) : null));
  }

  async #note(callIds: readonly string[], noteOf: (call: CallStanding) => Note | null): Promise<readonly string[]> {
    const changed: string[] = [];
    for (let first = 0; first < callIds.length; first += AT_ONCE) {
      const calls = await this.calls.standings(callIds.slice(first, first + AT_ONCE));
      const notes = calls.flatMap((call) => noteOf(call) ?? []);
      const outcomes = notes.length > 0 ? await this.log.append(notes) : [];
      // A duplicate: another who asked at the same time was quicker, or the call was trimmed meanwhile.
      const stored = notes.filter((_note, index) => outcomes[index]?.outcome === 'accepted');
      changed.push(...stored.map((note) => note.call_id));
    }
    return changed;
  }
}

/**
 * The id names the state of the call that is hidden: two who hide it at once write one event, and one who hides it after
 * it was shown again writes a new one.
 */
function hiding({ callId, position }: CallStanding): CallHidden {
  const type = 'call.hidden';
  return { id: `callscope:${callId}:hidden:${position}`, type, v: currentVersion(type), call_id: callId, data: {} };
}

function unhiding({ callId, position }: CallStanding): CallUnhidden {
  const type = 'call.unhidden';
  return { id: `callscope:${callId}:unhidden:${position}`, type, v: currentVersion(type), call_id: callId, data: {} };
}
