import { INTAKE_WATCH } from '@callscope/intake';
import { Global, Module } from '@nestjs/common';
import { EaseOff } from '../door/ease-off';
import { PressureGate } from '../door/pressure.gate';
import { InFlight } from '../door/pressure.in-flight';
import { IntakeLedger } from './intake-ledger';
import { LoopDelay } from './loop-delay';
import { MetricsController } from './metrics.controller';
import { Metrics } from './metrics.service';
import { RequestCounts } from './request-counts';

/** Who counts, who measures, and who refuses because of it. */
@Global()
@Module({
  controllers: [MetricsController],
  providers: [
    IntakeLedger,
    { provide: INTAKE_WATCH, useExisting: IntakeLedger },
    RequestCounts,
    LoopDelay,
    InFlight,
    PressureGate,
    EaseOff,
    Metrics,
  ],
  exports: [IntakeLedger, INTAKE_WATCH, RequestCounts, InFlight, PressureGate, EaseOff],
})
export class MetricsModule {}
