import type { StoredEvent } from '@callscope/call-events';
import type { CallDetail } from '@callscope/call-state';
import { removedIn, type Frame } from '../feed/frame';
import { hideCalls } from '../feed/hide-calls';
import type { LiveStore } from '../feed/live-store.svelte';
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
  /** What was read may hold words that are erased by now. */
  #outdated = false;
  #pastRead = new AbortController();
  readonly #reader = new ReReader(async (signal) => {
    const answer = await readJson<CallDetail>(this.#path, {}, signal);
    if (signal.aborted) return;
    if (answer.kind !== 'found') {
      this.missed(answer.kind);
      return;
    }
    this.#failure = null;
    this.#now = answer.data;
    this.readShade(answer.data, signal);
    await this.readEvents(signal);
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

  /** @returns how to stop. */
  start(store: LiveStore): () => void {
    const leave = store.onFrames((frames) => this.hear(frames));
    return () => {
      leave();
      this.#reader.stop();
      this.#pastRead.abort();
    };
  }

  private hear(frames: readonly Frame[]): void {
    // Hidden, or erased.
    if (removedIn(frames).includes(this.callId)) this.readAnew();
    // The stream was lost: the call may have changed meanwhile, and may have no row that tells it.
    else if (frames.some(({ name }) => name === 'snapshot')) this.#reader.again();
  }

  private readAnew(): void {
    this.#outdated = true;
    this.retry();
  }

  private missed(failure: 'gone' | 'failed'): void {
    this.#failure = failure;
    if (failure === 'gone' || this.#outdated) this.#now = null;
  }

  /** Once, as soon as the agent is known. */
  private readShade({ call }: CallDetail, signal: AbortSignal): void {
    const agent = call.agent?.id ?? agentName(call);
    if (agent === null || agent === this.#shaded) return;
    this.#shaded = agent;
    void agentShade(agent, signal).then((shade) => signal.aborted || (this.#shade = shade));
  }

  /** What was told since the last read, or from the beginning. */
  private async readEvents(signal: AbortSignal): Promise<void> {
    const outdated = this.#outdated;
    this.#outdated = false;
    const since = outdated ? undefined : this.#events.at(-1)?.position;
    let after = since;
    const added: StoredEvent[] = [];
    for (;;) {
      const [path, query] =
        after === undefined
          ? [`${this.#path}/events`, {}]
          : ['/api/v2/events', { after, call_id: this.callId, limit: PAGE }];
      const answer = await readJson<{ events: StoredEvent[] }>(path, query, signal);
      if (signal.aborted) return;
      if (answer.kind !== 'found') {
        this.#outdated ||= outdated;
        this.missed(answer.kind);
        return;
      }
      added.push(...answer.data.events);
      if (after === undefined || answer.data.events.length < PAGE) break;
      after = added.at(-1)?.position;
    }
    if (since === undefined) this.#events = added;
    else if (added.some(({ type }) => type === 'call.erased')) this.readAnew();
    else if (added.length > 0) this.#events = [...this.#events, ...added];
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
}

const PAGE = 1000;
