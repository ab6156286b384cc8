import { describeAppending } from './append.contract';
import { describeBaseline } from './baseline.contract';
import { describeClosing } from './close.contract';
import { describeErasing } from './erase.contract';
import { describeFollowing } from './follow.contract';
import { LogUnderTest, type TestStore } from './log-under-test';
import { describeMasked } from './masked.contract';
import { describeOnceById } from './once-by-id.contract';
import { describeReading } from './read.contract';
import { describeTrimming } from './trim.contract';
import { describeReadingOverGaps } from './trim-story.contract';

/** What every event log promises, whatever it keeps its events in: each store passes this suite. */
export function describeEventLog(name: string, newStore: () => TestStore): void {
  describe(name, () => {
    const subject = new LogUnderTest(newStore);
    describeAppending(subject);
    describeOnceById(subject);
    describeReading(subject);
    describeFollowing(subject);
    describeErasing(subject);
    describeMasked(subject);
    describeTrimming(subject);
    describeBaseline(subject);
    describeReadingOverGaps(subject);
    describeClosing(subject);
  });
}
