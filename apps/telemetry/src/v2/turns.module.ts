import { Module } from '@nestjs/common';
import { TurnsController } from './turns.controller';

/** The ranking of turns. */
@Module({ controllers: [TurnsController] })
export class TurnsModule {}
