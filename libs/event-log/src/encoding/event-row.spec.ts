import { currentVersion, type StoredEvent, UnknownVersionError } from '@callscope/call-events';
import { goldensByVersion } from '../../../call-events/src/testing';
import { decodeEvent, encodeEvent, eventAsStored, Personal, storedRow, type StoredRow } from './event-row';

/** Goldens that this build would write itself, of calls of which nothing was erased. */
const written = [...goldensByVersion().values()]
  .flat()
  .filter(({ type, v, erased }) => v === currentVersion(type) && !erased);

function rowOf({ position, recorded_at: recordedAt, ...event }: StoredEvent): StoredRow {
  return storedRow(encodeEvent(event, 'key'), position, recordedAt);
}

describe('a row of the log', () => {
  it.each(written.map((event) => [event.type, event] as const))('gives %s back as it was stored', (_type, event) => {
    expect(decodeEvent(rowOf(event))).toStrictEqual(event);
  });

  it('says who told it, whoever told the one before', () => {
    const [event] = written;
    const of = (framework?: string) =>
      encodeEvent(
        { ...event!, ...(framework ? { source: { framework, adapter: 'a' } } : { source: undefined }) } as StoredEvent,
        'key',
      );
    expect(['x', 'y', undefined, 'x'].map((framework) => of(framework).source)).toEqual([
      '{"framework":"x","adapter":"a"}',
      '{"framework":"y","adapter":"a"}',
      null,
      '{"framework":"x","adapter":"a"}',
    ]);
  });

  it('gives an erased event without what told of a person, and says so', () => {
    const turn = written.find(({ type }) => type === 'turn.completed')!;
    const event = decodeEvent({ ...rowOf(turn), has_personal: Personal.Erased, personal: null });
    expect(event).toMatchObject({ erased: true, data: { turn: 1, outcome: 'completed' } });
    expect(event.data).not.toHaveProperty('user_text');
  });

  it('of a newer version is refused rather than misread, and can be had as it was stored', () => {
    const row = { ...rowOf(written.find(({ type }) => type === 'call.ended')!), v: 9 };
    expect(() => decodeEvent(row)).toThrow(UnknownVersionError);
    expect(() => decodeEvent(row)).toThrow('call.ended in version 9');
    expect(eventAsStored(row)).toMatchObject({ type: 'call.ended', v: 9 });
  });

  it("of a producer's own kind is given back in any version", () => {
    const row = { ...rowOf(written.find(({ type }) => type === 'custom.note')!), v: 2 };
    expect(decodeEvent(row)).toMatchObject({ type: 'custom.note', v: 2 });
  });
});
