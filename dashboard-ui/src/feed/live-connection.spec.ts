import { LiveConnection, LOST_AFTER_MS, type LinkState } from './live-connection';
import { BROWSER_RETRIES, GIVEN_UP, type FakeSource, opensInto } from './testing/fake-source';

describe(LiveConnection.name, () => {
  let sources: FakeSource[];
  let states: LinkState[];
  let frames: string[];
  let refusals: number;
  let connection: LiveConnection;
  const last = (): FakeSource => sources.at(-1)!;

  beforeEach(() => {
    jest.useFakeTimers();
    [sources, states, frames, refusals] = [[], [], [], 0];
    connection = new LiveConnection({
      url: '/api/v2/live',
      onFrame: (frame) => frames.push(frame.name),
      onState: (state) => states.push(state),
      onRefused: () => (refusals += 1),
      open: opensInto(sources),
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

  it('says that it was refused only when the browser has given up', () => {
    last().fail(BROWSER_RETRIES);
    expect(refusals).toBe(0);
    last().fail(GIVEN_UP);
    expect(refusals).toBe(1);
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
