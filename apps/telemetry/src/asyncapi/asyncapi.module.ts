import { Module } from '@nestjs/common';
import { AsyncApiController } from './asyncapi.controller';

/** The description of the streams, for programs. */
@Module({ controllers: [AsyncApiController] })
export class AsyncApiModule {}
