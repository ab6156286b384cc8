import { EVENT_LOG, type EventLog } from '@callscope/event-log';
import { Views } from '@callscope/projections';
import { Inject, Injectable } from '@nestjs/common';
import { LoopDelay } from '../metrics/loop-delay';
import type { HttpProblem } from './http-problem';
import { pressureProblem } from './pressure';
import { InFlight } from './pressure.in-flight';

/** Decides whether events are taken in now: the one answer for every way by which they come. */
@Injectable()
export class PressureGate {
  constructor(
    @Inject(Views) private readonly views: Pick<Views, 'tooFarBehind'>,
    @Inject(EVENT_LOG) private readonly log: Pick<EventLog, 'waiting'>,
    @Inject(LoopDelay) private readonly loop: Pick<LoopDelay, 'isLate'>,
    private readonly inFlight: InFlight,
  ) {}

  /** Why they are not; null when they are. Without an address: for nobody in particular. */
  refusal(address?: string): HttpProblem | null {
    return pressureProblem({
      viewsBehind: this.views.tooFarBehind,
      loopLate: this.loop.isLate,
      appendsWaiting: this.log.waiting,
      inFlight: this.inFlight.of(address),
    });
  }
}
