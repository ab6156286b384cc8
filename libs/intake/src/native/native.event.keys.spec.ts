import { isRefusal, readEvent } from './native.event';

const NUMBER = '+12065550142';
const LONG = 'k'.repeat(1_000_000);

const turn = (data: object) => ({
  type: 'turn.completed',
  call_id: 'call-1',
  data: { turn: 1, outcome: 'completed', ...data },
});

describe('the keys of a bad event', () => {
  it.each([
    [turn({ latency: { [NUMBER]: 5 } }), 'data.latency'],
    [turn({ metadata: { [NUMBER]: { constructor: 1 } } }), 'data.metadata'],
    [turn({ [`caller_${NUMBER.slice(1)}`]: [Infinity] }), 'data'],
    [{ ...turn({}), [NUMBER]: { prototype: 1 } }, undefined],
    [turn({ latency: { [LONG]: 5 } }), 'data.latency'],
    [turn({ [LONG]: Infinity }), 'data'],
  ])('are not quoted when they are long or may be personal: %.90j', (sent, field) => {
    const reading = readEvent(sent, { now: Date.UTC(2026, 4, 13), isSmall: true });
    expect(isRefusal(reading) && reading.field).toBe(field);
    expect(JSON.stringify(reading)).toMatch(/^.{1,500}$/);
    expect(JSON.stringify(reading)).not.toContain('2065550142');
  });
});
