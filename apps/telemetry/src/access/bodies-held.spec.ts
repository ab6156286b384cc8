import { BodiesHeld } from './bodies-held';

const MIB = 1_048_576;

describe('BodiesHeld', () => {
  it('has room for so much, and for more when something was let go', () => {
    const held = new BodiesHeld(10_000);
    const first = held.take(6_000);
    expect(first).toBeGreaterThan(6_000);
    expect(held.take(6_000)).toBe(0);
    expect(held.bytes).toBe(first);
    held.letGo(first);
    expect([held.bytes, held.take(6_000)]).toEqual([0, first]);
  });

  it('lets 128 MiB in when nothing else is said', () => {
    const held = new BodiesHeld();
    expect(held.take(127 * MIB)).toBeGreaterThan(0);
    expect(held.take(MIB)).toBe(0);
  });

  it('counts what each piece takes beside its bytes: a body of one-byte pieces is far larger than it looks', () => {
    const held = new BodiesHeld();
    let taken = 0;
    while (taken < 8 * MIB && held.take(1) > 0) taken += 1;
    expect(taken).toBeLessThan(0.2 * MIB);
  });
});
