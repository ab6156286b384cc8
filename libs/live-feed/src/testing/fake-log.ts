import type { StoredEvent } from '@callscope/call-events';
import { type Observable, Subject } from 'rxjs';
import { aNote, anEnd, stored } from '../../../call-events/src/testing';

/** A log that commits when the spec says so. */
export class FakeLog {
  readonly logId = '0123abcd';
  readonly events: StoredEvent[] = [];
  readonly committed = new Subject<readonly StoredEvent[]>();
  readonly heads = new Subject<number>();
  follow: () => Observable<readonly StoredEvent[]> = () => this.committed;
  /** How often each way to read was gone. */
  readonly reads = { page: 0, call: 0, eventsOfCall: 0 };

  trimmedUpTo = 0;
  /** It gives no more events than this at a time, whatever it is asked for. */
  most = Infinity;

  get head(): number {
    return this.events.length;
  }

  commit(...callIds: string[]): void {
    const events = callIds.map((call_id, i) => (i % 2 === 0 ? anEnd({}, { call_id }) : aNote({}, { call_id })));
    const batch = stored(events, { after: this.head });
    this.events.push(...batch);
    this.committed.next(batch);
  }

  read(after: number, limit: number): StoredEvent[] {
    this.reads.page += 1;
    return this.events.slice(after, after + Math.min(limit, this.most));
  }

  readAt(position: number): StoredEvent | null {
    return this.events[position - 1] ?? null;
  }

  firstPosition(callId: string, type: string): number | null {
    return this.events.find((event) => event.call_id === callId && event.type === type)?.position ?? null;
  }

  readCall(callId: string, after = 0, limit = Infinity): StoredEvent[] {
    this.reads.call += 1;
    const later = this.events.filter((event) => event.call_id === callId && event.position > after);
    const page = later.slice(0, limit === Infinity ? limit : Math.min(limit, this.most));
    this.reads.eventsOfCall += page.length;
    return page;
  }
}
