import { Module } from '@nestjs/common';
import { CallRecords } from '../dashboard/call-records.service';
import { DashboardExportController } from '../dashboard/export.controller';
import { ExportController } from '../v2/export.controller';

/** Calls as files, for both surfaces. */
@Module({ controllers: [DashboardExportController, ExportController], providers: [CallRecords] })
export class ExportModule {}
