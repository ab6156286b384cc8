import { type DynamicModule, Module } from '@nestjs/common';
import type { Settings } from '../settings/settings';
import { KEPT, type Kept, RetentionService } from './retention.service';

/** How long calls are kept, and how many. */
@Module({})
export class RetentionModule {
  static of({ retentionDays: days, retentionMb: mb }: Settings): DynamicModule {
    const kept: Kept = { days, mb };
    return { module: RetentionModule, providers: [RetentionService, { provide: KEPT, useValue: kept }] };
  }
}
