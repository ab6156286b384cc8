import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import type { Request } from 'express';
import { senderAddress } from '../access/sender-address';
import { DoorError } from './http-problem';
import { PressureGate } from './pressure.gate';

/**
 * Nothing is taken in while the views are too far behind to show it soon, the loop is late, or too much waits for the
 * disk: the sender tries again. Contract §2.
 */
@Injectable()
export class NotBehindGuard implements CanActivate {
  constructor(private readonly gate: PressureGate) {}

  canActivate(context: ExecutionContext): boolean {
    const refusal = this.gate.refusal(senderAddress(context.switchToHttp().getRequest<Request>()));
    if (refusal) throw new DoorError(refusal);
    return true;
  }
}
