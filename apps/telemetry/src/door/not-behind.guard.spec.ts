import type { Views } from '@callscope/projections';
import { problemOf } from './http-problem';
import { NotBehindGuard } from './not-behind.guard';

const guardOver = (tooFarBehind: boolean): NotBehindGuard => new NotBehindGuard({ tooFarBehind } as Views);

describe('NotBehindGuard', () => {
  it('lets everything in while the views keep up', () => {
    expect(guardOver(false).canActivate()).toBe(true);
  });

  it('asks to come again when they do not', () => {
    let thrown: unknown;
    try {
      guardOver(true).canActivate();
    } catch (error) {
      thrown = error;
    }
    expect(problemOf(thrown)).toMatchObject({ status: 503, code: 'overloaded', retryAfterS: 1 });
  });
});
