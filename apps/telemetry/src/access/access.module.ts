import { type DynamicModule, Module } from '@nestjs/common';
import { Access } from './access';
import type { AccessSettings } from './access-policy';
import { LoginController } from './login.controller';

/** The door, for who stands at it: `app.get(Access)`. */
@Module({})
export class AccessModule {
  static of(settings: AccessSettings): DynamicModule {
    const access = new Access(settings);
    return {
      module: AccessModule,
      controllers: access.asksForTokens ? [LoginController] : [],
      providers: [{ provide: Access, useValue: access }],
      exports: [Access],
    };
  }
}
