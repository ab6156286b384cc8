import { type MiddlewareConsumer, Module, type NestModule, RequestMethod } from '@nestjs/common';
import { HideCalls } from '../dashboard/hide-calls.service';
import { jsonBody } from '../door/json-body.middleware';
import { HideController } from './hide.controller';

/** Hiding calls, and showing them again. */
@Module({ controllers: [HideController], providers: [HideCalls], exports: [HideCalls] })
export class HideModule implements NestModule {
  configure(consumer: MiddlewareConsumer): void {
    const post = (path: string) => ({ path, method: RequestMethod.POST });
    consumer.apply(jsonBody()).forRoutes(post('api/v2/calls/hide'), post('api/v2/calls/unhide'));
  }
}
