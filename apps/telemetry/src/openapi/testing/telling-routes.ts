import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const MAIN = join(__dirname, '../../../../../dist/apps/telemetry/src/main.js');

/** A program that is the built service, and writes down which routes Express has when it listens. */
export interface TellingProgram {
  readonly main: string;
  /** As `GET /api/v2/calls/{id}`; to be asked when it is ready. */
  routes(): readonly string[];
}

export function tellingRoutes(folder: string): TellingProgram {
  const [main, file] = [join(folder, 'main.cjs'), join(folder, 'routes.json')];
  writeFileSync(main, sourceOf(file));
  return {
    main,
    routes: () => {
      const lines = JSON.parse(readFileSync(file, 'utf8')) as string[];
      return lines.map((line) => line.replaceAll(/:(\w+)/g, '{$1}'));
    },
  };
}

/** Routes are in the table before the server listens, whoever has put them there. */
function sourceOf(file: string): string {
  return `
    const { writeFileSync } = require('node:fs');
    const load = require('node:module').createRequire(${JSON.stringify(MAIN)});
    load('reflect-metadata');
    const { NestFactory } = load('@nestjs/core');
    const create = NestFactory.create.bind(NestFactory);
    NestFactory.create = async (...given) => {
      const app = await create(...given);
      app.getHttpServer().once('listening', () => {
        const routes = app.getHttpAdapter().getInstance().router.stack.flatMap(({ route }) => route ?? []);
        const lines = routes.flatMap(({ methods, path }) =>
          Object.keys(methods).map((method) => method.toUpperCase() + ' ' + path));
        writeFileSync(${JSON.stringify(file)}, JSON.stringify(lines));
      });
      return app;
    };
    load(${JSON.stringify(MAIN)});`;
}
