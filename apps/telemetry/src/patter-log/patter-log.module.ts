import { type DynamicModule, Module } from '@nestjs/common';
import type { Settings } from '../settings/settings';
import { PATTER_LOG, type PatterLogPlaces, PatterLogService } from './patter-log.service';

/** Calls out of the folder into which Patter SDKs log them. */
@Module({})
export class PatterLogModule {
  static of({ patterLogDir: dir, data }: Settings): DynamicModule {
    const places: PatterLogPlaces = { dir, data };
    return { module: PatterLogModule, providers: [PatterLogService, { provide: PATTER_LOG, useValue: places }] };
  }
}
