import type { StoredEvent } from '@callscope/call-events';
import type { CallDetail } from '@callscope/call-state';
import { hideCalls } from '../feed/hide-calls';
import { readJson } from '../feed/read-json';
import { agentName } from '../format/call-words';
import { agentShade, type AgentShade } from './agent-shade';
import { ReReader } from './re-reader';

/** One call: as it is now, its events, and, while the page is scrubbed, as it was at a position. */
export class CallPage {
  #now = $state.raw<CallDetail | null>(null);
  #failure = $state<'gone' | 'failed' | null>(null);
  #events = $state.raw<readonly StoredEvent[]>([]);
  #past = $state.raw<CallDetail | null>(null);
  #pastFailed = $state(false);
  #behind = $state(false);
  #shade = $state.raw<AgentShade>({});
  #shaded: string | null = null;
  #asked: number | null = null;
  #pastRead = new AbortController();
  #eventsRead = new AbortController();
  readonly #shadeRead = new AbortController();
  readonly #reader = new ReReader(async (signal) => {
    const answer = await readJson<CallDetail>(this.#path, {}, signal);
    if (signal.aborted) return;
    this.#failure = answer.kind === 'found' ? null : answer.kind;
    if (answer.kind === 'found') this.#now = answer.data;
    if (answer.kind === 'found') this.readShade(answer.data);
    if (answer.kind === 'found') await this.readEvents();
  });

  constructor(private readonly callId: string) {}

  get now(): CallDetail | null {
    return this.#now;
  }

  get failure(): 'gone' | 'failed' | null {
    return this.#failure;
  }

  /** In log order. */
  get events(): readonly StoredEvent[] {
    return this.#events;
  }

  /** The last that was read of a position; it stays while the next one is on its way. */
  get past(): CallDetail | null {
    return this.#past;
  }

  get pastFailed(): boolean {
    return this.#pastFailed;
  }

  /** Until the position that was asked for last is the one that `past` is of. */
  get behind(): boolean {
    return this.#behind;
  }

  /** What is usual for the agent of the call. */
  get shade(): AgentShade {
    return this.#shade;
  }

  get #path(): string {
    return `/api/v2/calls/${encodeURIComponent(this.callId)}`;
  }

  /** `position`: that of the call's row; a newer one means that the call has changed. */
  follow(position: number): void {
    this.#reader.want(position);
  }

  retry(): void {
    this.#reader.again();
    const asked = this.#asked;
    this.#asked = null;
    void this.showAt(asked);
  }

  /** Once, as soon as the agent is known. */
  private readShade({ call }: CallDetail): void {
    const agent = call.agent?.id ?? agentName(call);
    if (agent === null || agent === this.#shaded) return;
    this.#shaded = agent;
    const { signal } = this.#shadeRead;
    void agentShade(agent, signal).then((shade) => signal.aborted || (this.#shade = shade));
  }

  /** What was told since the last read, or from the beginning. */
  private async readEvents(): Promise<void> {
    this.#eventsRead.abort();
    const read = (this.#eventsRead = new AbortController());
    let after = this.#events.at(-1)?.position;
    const added: StoredEvent[] = [];
    for (;;) {
      const [path, query] =
        after === undefined
          ? [`${this.#path}/events`, {}]
          : ['/api/v2/events', { after, call_id: this.callId, limit: PAGE }];
      const answer = await readJson<{ events: StoredEvent[] }>(path, query, read.signal);
      if (read.signal.aborted || answer.kind !== 'found') return;
      added.push(...answer.data.events);
      if (after === undefined || answer.data.events.length < PAGE) break;
      after = added.at(-1)?.position;
    }
    if (added.length > 0) this.#events = [...this.#events, ...added];
  }

  /** The call as it stood at this position; null: as it is. */
  async showAt(position: number | null): Promise<void> {
    if (position === this.#asked) return;
    this.#asked = position;
    this.#pastRead.abort();
    const read = (this.#pastRead = new AbortController());
    this.#pastFailed = false;
    this.#behind = position !== null;
    if (position === null) {
      this.#past = null;
      return;
    }
    const answer = await readJson<CallDetail>(this.#path, { at: position }, read.signal);
    if (read.signal.aborted) return;
    this.#pastFailed = answer.kind !== 'found';
    this.#behind = this.#pastFailed;
    if (answer.kind === 'found') this.#past = answer.data;
  }

  /** Out of every list and total, or back. False: the service did not do it. */
  async hide(hidden: boolean): Promise<boolean> {
    const done = (await hideCalls(hidden ? 'hide' : 'unhide', [this.callId])) !== null;
    if (done) this.#reader.again();
    return done;
  }

  stop(): void {
    this.#reader.stop();
    this.#pastRead.abort();
    this.#eventsRead.abort();
    this.#shadeRead.abort();
  }
}

const PAGE = 1000;
