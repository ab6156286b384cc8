import type { EventLog } from '@callscope/event-log';
import { NotFoundException } from '@nestjs/common';
import { aCallStarted, anEnd, aTurn, stored } from '../../../../libs/call-events/src/testing';
import { DoorError } from '../door/http-problem';
import { CallController } from './call.controller';

/** A log in which the call stands at 11, 12 and 13, among others that go on to 20. */
const events = stored([aCallStarted(), aTurn({ turn: 0 }), anEnd()], { after: 10 });
const log = { logId: '0123abcd', head: 20, readCall: (id: string) => (id === 'call-1' ? events : []) };
const controller = new CallController(log as unknown as EventLog);

describe('one call', () => {
  it('is told as it stands', () => {
    expect(controller.call('call-1', {})).toMatchObject({ position: 13, call: { live: false, position: 13 } });
  });

  it.each(['12', '0123abcd-12'])('is told as it stood at %s', (at) => {
    const { call, turns, position } = controller.call('call-1', { at });
    expect([call.live, turns.length, position]).toEqual([true, 1, 12]);
  });

  it('is told up to its newest event where others follow', () => {
    expect(controller.call('call-1', { at: '20' }).position).toBe(13);
  });

  it('is not there before its first event, and nobody else is', () => {
    expect(() => controller.call('call-1', { at: '10' })).toThrow(NotFoundException);
    expect(() => controller.call('nobody', {})).toThrow(NotFoundException);
  });

  it.each(['21', '99999999-12', 'x'])('is not told at %s', (at) => {
    expect(() => controller.call('call-1', { at })).toThrow(DoorError);
  });
});
