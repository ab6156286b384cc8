import { Views } from '@callscope/projections';
import { type CanActivate, Injectable } from '@nestjs/common';

/** Who reads after writing sees what was written: a read waits until the views show all that is committed. */
@Injectable()
export class CaughtUpGuard implements CanActivate {
  constructor(private readonly views: Views) {}

  async canActivate(): Promise<boolean> {
    await this.views.caughtUp();
    return true;
  }
}
