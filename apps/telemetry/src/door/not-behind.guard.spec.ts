import type { ExecutionContext } from '@nestjs/common';
import { problemOf } from './http-problem';
import { NotBehindGuard } from './not-behind.guard';
import { MAX_IN_FLIGHT } from './pressure';
import { PressureGate } from './pressure.gate';
import { InFlight } from './pressure.in-flight';

interface House {
  readonly tooFarBehind: boolean;
  readonly waiting: number;
  readonly isLate: boolean;
}

const CALM: House = { tooFarBehind: false, waiting: 0, isLate: false };

/** What the guard says to a sender at this address: nothing, or a status and a code. */
function said(house: Partial<House>, address: string, inFlight = new InFlight()): unknown {
  const all = { ...CALM, ...house };
  const guard = new NotBehindGuard(new PressureGate(all, all, all, inFlight));
  const request = { socket: { remoteAddress: address }, headers: {} };
  try {
    return guard.canActivate({ switchToHttp: () => ({ getRequest: () => request }) } as ExecutionContext);
  } catch (error) {
    const { status, code, retryAfterS } = problemOf(error);
    return [status, code, retryAfterS];
  }
}

describe('NotBehindGuard', () => {
  it('lets everything in while all is calm', () => {
    expect(said({}, '127.0.0.1')).toBe(true);
  });

  it.each<Partial<House>>([{ tooFarBehind: true }, { isLate: true }, { waiting: 2_001 }])(
    'asks to come again when it is not: %j',
    (house) => {
      expect(said(house, '127.0.0.1')).toEqual([503, 'overloaded', 1]);
    },
  );

  it('refuses the address that sends too much at once, and no other', () => {
    const inFlight = new InFlight();
    for (let n = 0; n <= MAX_IN_FLIGHT; n += 1) {
      inFlight.enter('10.0.0.7');
      inFlight.enter('127.0.0.1');
    }
    expect(said({}, '10.0.0.7', inFlight)).toEqual([429, 'too_many_requests', 1]);
    expect(said({}, '10.0.0.8', inFlight)).toBe(true);
    expect(said({}, '127.0.0.1', inFlight)).toBe(true);
  });
});
