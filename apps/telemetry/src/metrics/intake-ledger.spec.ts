import { IntakeLedger } from './intake-ledger';
import { OTHER_CODE, REJECTION_CODES } from './rejection-codes';

describe('IntakeLedger', () => {
  it('knows nothing at first, but every code', () => {
    const ledger = new IntakeLedger();
    expect([ledger.lastAcceptedAt, ledger.lastRefused]).toEqual([null, null]);
    expect([...ledger.refusals.keys()]).toEqual(REJECTION_CODES);
    expect(new Set(ledger.refusals.values())).toEqual(new Set([0]));
  });

  it('counts stored events by intake; a body that stored none leaves no trace', () => {
    const ledger = new IntakeLedger();
    ledger.stored('native', 0);
    expect(ledger.lastAcceptedAt).toBeNull();
    const before = Date.now();
    ledger.stored('native', 3);
    ledger.stored('patter', 1);
    ledger.stored('native', 2);
    expect(ledger.storedEvents).toEqual({ patter: 1, native: 5 });
    expect(ledger.lastAcceptedAt).toBeGreaterThanOrEqual(before);
  });

  it('remembers the last refusal with its field', () => {
    const ledger = new IntakeLedger();
    ledger.refused({ code: 'empty_body' });
    expect(ledger.lastRefused).toMatchObject({ code: 'empty_body', field: null });
    ledger.refused({ code: 'invalid_field', field: 'metrics.turns[3].latency.tts_ms' });
    expect(ledger.lastRefused).toMatchObject({ code: 'invalid_field', field: 'metrics.turns[3].latency.tts_ms' });
    expect([ledger.refusals.get('empty_body'), ledger.refusals.get('invalid_field')]).toEqual([1, 1]);
  });

  it.each(['custom_params.+12125550100', 'custom_params.12125550100.constructor', 'a b', '', `x${'.y'.repeat(50)}`])(
    'does not repeat the path %j, which a caller may have made up',
    (field) => {
      const ledger = new IntakeLedger();
      ledger.refused({ code: 'forbidden_key', field });
      expect(ledger.lastRefused?.field).toBeNull();
    },
  );

  it('makes no series for a code that nobody knows', () => {
    const ledger = new IntakeLedger();
    for (let n = 0; n < 10; n += 1) ledger.refused({ code: `made_up_${n}` });
    expect([ledger.refusals.size, ledger.refusals.get(OTHER_CODE)]).toEqual([REJECTION_CODES.length, 10]);
  });
});
