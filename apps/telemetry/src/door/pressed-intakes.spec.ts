import { setImmediate as nextTurn } from 'node:timers/promises';
import type { NativeIntake, PatterIntake } from '@callscope/intake';
import type { Views } from '@callscope/projections';
import { IngestController } from '../dashboard/ingest.controller';
import { EventsIntakeController } from '../v2/events.controller';

describe.each<[string, (views: Views, took: () => object) => Promise<unknown>]>([
  [
    'the intake of Patter',
    (views, took) => {
      const intake = { accept: () => Promise.resolve(took()) } as unknown as PatterIntake;
      return new IngestController(intake, views).take(Buffer.from('{}'));
    },
  ],
  [
    'the own intake',
    (views, took) => {
      const result = { accepted: 1, duplicates: 0, rejected: 0, results: [] };
      const intake = { acceptJson: () => Promise.resolve(took()).then(() => result) } as unknown as NativeIntake;
      return new EventsIntakeController(intake, views).takeJson(Buffer.from('{}'));
    },
  ],
])('%s', (_which, take) => {
  it('takes at once while the read models keep up', async () => {
    const took = jest.fn(() => ({}));
    void take({ easeMs: 0 } as Views, took);
    await nextTurn();
    expect(took).toHaveBeenCalledTimes(1);
  });

  it('waits while they do not', async () => {
    const took = jest.fn(() => ({}));
    const taken = take({ easeMs: 50 } as Views, took);
    await nextTurn();
    expect(took).not.toHaveBeenCalled();
    await taken;
    expect(took).toHaveBeenCalledTimes(1);
  });
});
