import { type DynamicModule, type MiddlewareConsumer, Module, type NestModule, RequestMethod } from '@nestjs/common';
import { CaughtUpGuard } from '../door/caught-up.guard';
import { jsonBody } from '../door/json-body.middleware';
import type { Settings } from '../settings/settings';
import { HideModule } from '../v2/hide.module';
import { DeleteCallController } from './delete-call.controller';
import { EraseController } from './erase.controller';
import { ERASED_FOLDER, Eraser } from './eraser.service';

/** Erasing of calls and of numbers. */
@Module({})
export class EraseModule implements NestModule {
  static of({ data }: Settings): DynamicModule {
    return {
      module: EraseModule,
      imports: [HideModule],
      controllers: [EraseController, DeleteCallController],
      providers: [Eraser, CaughtUpGuard, { provide: ERASED_FOLDER, useValue: data }],
    };
  }

  configure(consumer: MiddlewareConsumer): void {
    consumer.apply(jsonBody()).forRoutes({ path: 'api/v2/erase', method: RequestMethod.POST });
  }
}
