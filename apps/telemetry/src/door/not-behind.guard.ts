import { Views } from '@callscope/projections';
import { type CanActivate, Injectable } from '@nestjs/common';
import { DoorError } from './http-problem';

/** Nothing is taken in while the views are too far behind to show it soon: the sender tries again. Contract §2. */
@Injectable()
export class NotBehindGuard implements CanActivate {
  constructor(private readonly views: Views) {}

  canActivate(): boolean {
    if (!this.views.tooFarBehind) return true;
    throw new DoorError({
      status: 503,
      code: 'overloaded',
      message: 'the read models are too far behind the event log to take in more',
      retryAfterS: 1,
    });
  }
}
