import { LiveConnection, LOST_AFTER_MS, type LinkState } from './live-connection';

class FakeSource {
  readyState = 0;
  closed = false;
  readonly #listeners = new Map<string, ((event: { data: string }) => void)[]>();

  addEventListener(name: string, listener: (event: { data: string }) => void): void {
    this.#listeners.set(name, [...(this.#listeners.get(name) ?? []), listener]);
  }

  close(): void {
    this.closed = true;
  }

  emit(name: string, data = '{}'): void {
    for (const listener of this.#listeners.get(name) ?? []) listener({ data });
  }

  fail(readyState: number): void {
    this.readyState = readyState;
    this.emit('error');
  }
}

const BROWSER_RETRIES = 0;
const GIVEN_UP = 2;

describe(LiveConnection.name, () => {
  let sources: FakeSource[];
  let states: LinkState[];
  let frames: string[];
  let connection: LiveConnection;
  const last = (): FakeSource => sources.at(-1)!;

  beforeEach(() => {
    jest.useFakeTimers();
    [sources, states, frames] = [[], [], []];
    connection = new LiveConnection({
      url: '/api/v2/live',
      onFrame: (frame) => frames.push(frame.name),
      onState: (state) => states.push(state),
      open: () => {
        const source = new FakeSource();
        sources.push(source);
        return source as unknown as EventSource;
      },
    });
    connection.start();
  });

  afterEach(() => {
    connection.stop();
    jest.useRealTimers();
  });

  it('is live from the first snapshot, not from the first byte', () => {
    last().emit('hello');
    expect(states).toEqual([]);
    last().emit('snapshot');
    expect(states).toEqual(['live']);
    expect(frames).toEqual(['hello', 'snapshot']);
  });

  it('leaves the way back to the browser while the browser is trying', () => {
    last().emit('snapshot');
    last().fail(BROWSER_RETRIES);
    jest.advanceTimersByTime(20_000);
    expect(sources).toHaveLength(1);
    expect(states).toEqual(['live', 'reconnecting']);
  });

  it('opens a new stream by itself when the browser has given up, later each time', () => {
    last().fail(GIVEN_UP);
    jest.advanceTimersByTime(1300);
    expect(sources).toHaveLength(2);
    last().fail(GIVEN_UP);
    jest.advanceTimersByTime(1300);
    expect(sources).toHaveLength(2);
    jest.advanceTimersByTime(1300);
    expect(sources).toHaveLength(3);
  });

  it('is lost after a while without a snapshot, still tries, and recovers', () => {
    last().emit('snapshot');
    last().fail(GIVEN_UP);
    jest.advanceTimersByTime(LOST_AFTER_MS);
    last().fail(GIVEN_UP);
    expect(states).toEqual(['live', 'reconnecting', 'lost']);
    jest.advanceTimersByTime(20_000);
    last().emit('snapshot');
    expect(states.at(-1)).toBe('live');
    jest.advanceTimersByTime(2 * LOST_AFTER_MS);
    expect(states.at(-1)).toBe('live');
  });

  it('hears nothing from a stream that it has replaced', () => {
    const first = last();
    connection.retryNow();
    expect(first.closed).toBe(true);
    first.emit('snapshot');
    first.fail(GIVEN_UP);
    expect(states).toEqual([]);
    expect(sources).toHaveLength(2);
  });

  it('passes over a damaged frame', () => {
    last().emit('snapshot', '{"position":');
    expect(frames).toEqual([]);
    expect(states).toEqual([]);
  });
});
