import type { CallEvent } from '@callscope/call-events';
import { aTurn, anEnd, appendOne, everything } from './events';
import type { LogUnderTest } from './log-under-test';

const TOLD = aTurn('call', 1, { user_text: 'Hello', latency: { response_ms: 900, stt_ms: 80 } });

/** The id of TOLD with another payload. */
const OTHERS: readonly (readonly [string, CallEvent])[] = [
  ['another figure', { ...TOLD, data: { ...TOLD.data, latency: { response_ms: 901, stt_ms: 80 } } }],
  ['other words of a person', { ...TOLD, data: { ...TOLD.data, user_text: 'Good bye' } }],
  ['a field more', { ...TOLD, data: { ...TOLD.data, tts_characters: 1 } }],
  ['a field less', { ...TOLD, data: { turn: 1, outcome: 'completed' } }],
  ['another type', { ...TOLD, type: 'turn.corrected' }],
  ['another call', { ...TOLD, call_id: 'other' }],
];

export function describeOnceById(subject: LogUnderTest): void {
  describe('once by id', () => {
    it('answers a repeat with the first position and stores it no second time', async () => {
      const { position } = await appendOne(subject.log, TOLD);
      await appendOne(subject.log, anEnd('call'));
      await expect(appendOne(subject.log, TOLD)).resolves.toEqual({ outcome: 'duplicate', position });
      expect(everything(subject.log)).toHaveLength(2);
    });

    it('takes the same data in another order of keys as a repeat', async () => {
      const { position } = await appendOne(subject.log, TOLD);
      const { turn, user_text: text, outcome } = TOLD.data;
      const turned = { latency: { stt_ms: 80, response_ms: 900 }, outcome, user_text: text!, turn };
      await expect(appendOne(subject.log, { ...TOLD, data: turned })).resolves.toEqual({
        outcome: 'duplicate',
        position,
      });
    });

    it.each(OTHERS)('answers the same id with %s as a conflict that stores nothing', async (_what, other) => {
      const { position } = await appendOne(subject.log, TOLD);
      const before = JSON.stringify(everything(subject.log));
      await expect(appendOne(subject.log, other)).resolves.toEqual({ outcome: 'conflict', position });
      expect(JSON.stringify(everything(subject.log))).toBe(before);
      expect([subject.log.head, subject.log.readCall('other')]).toEqual([position, []]);
      await expect(appendOne(subject.log, TOLD)).resolves.toEqual({ outcome: 'duplicate', position });
    });

    it('holds within one append, and stores the others of it', async () => {
      const [, words] = OTHERS[1]!;
      const outcomes = await subject.log.append([TOLD, words, TOLD, anEnd('call')]);
      const { position } = outcomes[0]!;
      expect(outcomes).toEqual([
        { outcome: 'accepted', position },
        { outcome: 'conflict', position },
        { outcome: 'duplicate', position },
        { outcome: 'accepted', position: expect.any(Number) },
      ]);
      expect(everything(subject.log).map(({ type }) => type)).toEqual(['turn.completed', 'call.ended']);
    });

    it('holds between parallel appends of the same event', async () => {
      const outcomes = await Promise.all(Array.from({ length: 20 }, () => appendOne(subject.log, TOLD)));
      const { position } = outcomes[0]!;
      expect(outcomes.filter(({ outcome }) => outcome === 'accepted')).toHaveLength(1);
      expect(outcomes.filter(({ outcome }) => outcome === 'duplicate')).toHaveLength(19);
      expect(new Set(outcomes.map((outcome) => outcome.position))).toEqual(new Set([position]));
    });

    it('lets one of several parallel payloads win and tells all others of the conflict', async () => {
      const tellings = Array.from({ length: 20 }, (_, index) => aTurn('call', 1, { user_text: `version ${index}` }));
      const outcomes = await Promise.all(tellings.map((event) => appendOne(subject.log, event)));
      const winners = outcomes.flatMap(({ outcome }, index) => (outcome === 'accepted' ? [tellings[index]!] : []));
      expect(winners).toHaveLength(1);
      expect(outcomes.filter(({ outcome }) => outcome === 'conflict')).toHaveLength(19);
      expect(everything(subject.log).map(({ data }) => data)).toEqual([winners[0]!.data]);
    });

    it('holds after reopening', async () => {
      const { position } = await appendOne(subject.log, TOLD);
      const log = await subject.reopen();
      const [, words] = OTHERS[1]!;
      await expect(log.append([TOLD, words])).resolves.toEqual([
        { outcome: 'duplicate', position },
        { outcome: 'conflict', position },
      ]);
      expect(everything(log)).toHaveLength(1);
    });
  });
}
