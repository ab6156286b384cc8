import type { CallEvent } from '@callscope/call-events';
import { aCallStarted, anError, anInterruption, aRecording, stored, T0 } from '../../call-events/src/testing';
import { happenings } from './happenings';

const found = (...events: CallEvent[]) => happenings(stored(events));

describe('what happened in a call', () => {
  it('is told with all that its events tell', () => {
    const url = 'https://recordings.example/r1.wav';
    const all = found(
      anInterruption({ kind: 'backchannel', turn: 2, detection_ms: 120, halt_ms: 0 }, { occurred_at: T0 + 1 }),
      anError({ component: 'llm', code: 'timeout', message: 'late', fatal: false, turn: 3 }, { occurred_at: T0 + 2 }),
      aRecording({ url, recording_id: 'r1', duration_ms: 9, channels: 2, format: 'wav' }, { occurred_at: T0 + 3 }),
    );
    expect(all).toStrictEqual({
      interruptions: [{ kind: 'backchannel', detection_ms: 120, halt_ms: 0, turn: 2, at: T0 + 1, position: 1 }],
      errors: [{ component: 'llm', code: 'timeout', message: 'late', fatal: false, turn: 3, at: T0 + 2, position: 2 }],
      recordings: [
        {
          url,
          recording_id: 'r1',
          duration_ms: 9,
          channels: 2,
          format: 'wav',
          turn: null,
          at: T0 + 3,
          position: 3,
        },
      ],
    });
  });

  it('is null where nothing was told, and dated by our clock', () => {
    expect(found(anInterruption(), anError(), aRecording())).toStrictEqual({
      interruptions: [{ kind: 'barge_in', detection_ms: null, halt_ms: null, turn: null, at: T0, position: 1 }],
      errors: [
        { component: null, code: null, message: 'no token within 5 s', fatal: null, turn: null, at: T0, position: 2 },
      ],
      recordings: [
        {
          url: null,
          recording_id: null,
          duration_ms: null,
          channels: null,
          format: null,
          turn: null,
          at: T0,
          position: 3,
        },
      ],
    });
  });

  it('is nothing in a call of other events', () => {
    expect(found(aCallStarted())).toStrictEqual({ interruptions: [], errors: [], recordings: [] });
  });

  it('stands in order of time, and in the order of the log at one time', () => {
    const { errors } = found(
      ...[9, 5, 9, 1].map((ms, index) => anError({ code: `${index}` }, { occurred_at: T0 + ms })),
    );
    expect(errors.map(({ code }) => code)).toEqual(['3', '1', '0', '2']);
  });

  it('has lost its words when the call was erased', () => {
    const erased = [anError({ code: 'timeout' }), aRecording({ recording_id: 'r1' })].map((event) => {
      const { message: _message, url: _url, ...kept } = event.data as Record<string, unknown>;
      return { ...event, data: kept, erased: true } as unknown as CallEvent;
    });
    const { errors, recordings } = happenings(stored(erased));
    expect(errors).toMatchObject([{ code: 'timeout', message: null }]);
    expect(recordings).toMatchObject([{ recording_id: 'r1', url: null }]);
  });
});
