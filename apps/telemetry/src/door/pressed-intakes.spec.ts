import { setImmediate as nextTurn } from 'node:timers/promises';
import type { NativeIntake, PatterIntake } from '@callscope/intake';
import type { Views } from '@callscope/projections';
import { IngestController } from '../dashboard/ingest.controller';
import { EventsIntakeController } from '../v2/events.controller';
import { EaseOff } from './ease-off';

const NO_VIEWS = {} as Views;

describe.each<[string, (easeOff: EaseOff, took: () => object) => Promise<unknown>]>([
  [
    'the intake of Patter',
    (easeOff, took) => {
      const intake = { accept: () => Promise.resolve(took()) } as unknown as PatterIntake;
      return new IngestController(intake, easeOff).take(Buffer.from('{}'));
    },
  ],
  [
    'the own intake',
    (easeOff, took) => {
      const result = { accepted: 1, duplicates: 0, rejected: 0, results: [] };
      const intake = { acceptJson: () => Promise.resolve(took()).then(() => result) } as unknown as NativeIntake;
      return new EventsIntakeController(intake, easeOff, NO_VIEWS).takeJson(Buffer.from('{}'));
    },
  ],
])('%s', (_which, take) => {
  it('takes at once while the read models keep up', async () => {
    const took = jest.fn(() => ({}));
    const easeOff = new EaseOff({ easeMs: 0 });
    void take(easeOff, took);
    await nextTurn();
    expect(took).toHaveBeenCalledTimes(1);
    expect(easeOff.held).toEqual({ answers: 0, seconds: 0 });
  });

  it('waits while they do not', async () => {
    const took = jest.fn(() => ({}));
    const easeOff = new EaseOff({ easeMs: 50 });
    const taken = take(easeOff, took);
    await nextTurn();
    expect(took).not.toHaveBeenCalled();
    await taken;
    expect(took).toHaveBeenCalledTimes(1);
    expect(easeOff.held).toEqual({ answers: 1, seconds: 0.05 });
  });
});
