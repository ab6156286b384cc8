import { Module } from '@nestjs/common';
import { ApiTexts } from './api-texts.service';
import { DocsController } from './docs.controller';
import { OpenApiController } from './openapi.controller';

/** The description of the interface, for programs and for people. */
@Module({ controllers: [OpenApiController, DocsController], providers: [ApiTexts] })
export class OpenApiModule {}
