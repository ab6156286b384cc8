import { Module } from '@nestjs/common';
import { CallRecords } from '../dashboard/call-records.service';
import { V1AnalyticsController } from './analytics.controller';
import { V1CallsController } from './calls.controller';

/** Patter's `/api/v1`. */
@Module({ controllers: [V1CallsController, V1AnalyticsController], providers: [CallRecords] })
export class V1Module {}
