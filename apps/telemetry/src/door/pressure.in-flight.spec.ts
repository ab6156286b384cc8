import { InFlight } from './pressure.in-flight';

describe('InFlight', () => {
  it('counts the open requests of each address, and forgets who has none', () => {
    const inFlight = new InFlight();
    expect([inFlight.enter('10.0.0.7'), inFlight.enter('10.0.0.7'), inFlight.enter('10.0.0.8')]).toEqual([
      '10.0.0.7',
      '10.0.0.7',
      '10.0.0.8',
    ]);
    expect([inFlight.of('10.0.0.7'), inFlight.of('10.0.0.8')]).toEqual([2, 1]);
    inFlight.leave('10.0.0.7');
    inFlight.leave('10.0.0.8');
    expect([inFlight.of('10.0.0.7'), inFlight.of('10.0.0.8'), inFlight.of(undefined)]).toEqual([1, 0, 0]);
  });

  it.each(['127.0.0.1', '127.8.8.8', '::1', '::ffff:127.0.0.1', undefined])('does not count %s', (address) => {
    const inFlight = new InFlight();
    expect(inFlight.enter(address)).toBeNull();
    expect(inFlight.of(address)).toBe(0);
  });
});
