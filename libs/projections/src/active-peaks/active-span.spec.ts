import type { StoredEvent } from '@callscope/call-events';
import { BEGINNING, Story } from '../testing/events';
import { callAfter } from '../testing/folds';
import { type ActiveSpan, activeSpan } from './active-span';

const SECOND = BEGINNING / 1_000;

describe('when a call is active', () => {
  let story: Story;
  beforeEach(() => {
    story = new Story();
  });

  const at = (ms: number) => ({ at: BEGINNING + ms });
  /** In seconds since the beginning of the story. */
  const spanOf = (...events: StoredEvent[]): ActiveSpan | null => {
    const span = activeSpan(callAfter(events));
    return span && { from: span.from - SECOND, to: span.to === null ? null : span.to - SECOND };
  };

  it('begins with the second of its start, and lasts until that of its end', () => {
    const started = story.started('a', {}, at(5_999));
    expect(spanOf(started)).toEqual({ from: 5, to: null });
    expect(spanOf(started, story.ended('a', {}, at(8_001)))).toEqual({ from: 5, to: 8 });
  });

  it('begins when it is initiated, also once it was answered', () => {
    const initiated = story.initiated('a', {}, at(1_000));
    expect(spanOf(initiated)).toEqual({ from: 1, to: null });
    expect(spanOf(initiated, story.started('a', {}, at(9_000)))).toEqual({ from: 1, to: null });
    const busy = story.status('a', { status: 'busy' }, at(7_000));
    expect(spanOf(initiated, busy)).toEqual({ from: 1, to: 7 });
  });

  it('begins with its start where that is said to be earlier than its initiation', () => {
    expect(spanOf(story.initiated('a', {}, at(9_000)), story.started('a', {}, at(4_000)))).toMatchObject({ from: 4 });
  });

  it('begins with the first that was told of it where nobody told a start', () => {
    expect(spanOf(story.turn('a', {}, at(3_000)), story.cost('a', {}, at(6_000)))).toEqual({ from: 3, to: null });
    expect(spanOf(story.ended('a', { duration_ms: 4_000 }, at(6_000)))).toEqual({ from: 2, to: 6 });
  });

  it('lasts a second at least, also when its clocks disagree', () => {
    const started = story.started('a', {}, at(5_100));
    expect(spanOf(started, story.ended('a', {}, at(5_200)))).toEqual({ from: 5, to: 6 });
    expect(spanOf(started, story.ended('a', {}, at(1_000)))).toEqual({ from: 5, to: 6 });
  });

  it('lasts until its last turn or cost when it was given up, and on when it comes back', () => {
    const told = [story.started('a', {}, at(1_000)), story.turn('a', {}, at(60_000))];
    const givenUp = story.own('timed_out', 'a');
    expect(spanOf(...told, givenUp)).toEqual({ from: 1, to: 60 });
    expect(spanOf(told[0]!, givenUp)).toEqual({ from: 1, to: 2 });
    expect(spanOf(...told, givenUp, story.cost('a'))).toEqual({ from: 1, to: null });
  });

  it('is never when it is hidden or erased, or not there', () => {
    const told = [story.started('a'), story.own('hidden', 'a')];
    expect(spanOf(...told)).toBeNull();
    expect(spanOf(...told, story.own('unhidden', 'a'))).not.toBeNull();
    expect(spanOf(story.started('a'), story.own('erased', 'a'))).toBeNull();
    expect(activeSpan(null)).toBeNull();
  });
});
