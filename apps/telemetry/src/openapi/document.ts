import type { Schema } from './schema/json-schema';
import { operationOf } from './operation';
import { ROUTES } from './routes';
import { GROUPS } from './routes/route';
import { allSchemas } from './schemas';
import { SECURITY_SCHEMES } from './security-schemes';

/** An OpenAPI 3.1 document, as far as it is read here. */
export interface OpenApiDocument {
  readonly openapi: string;
  readonly info: { readonly title: string; readonly version: string; readonly description: string };
  readonly tags: readonly { readonly name: string; readonly description: string }[];
  readonly paths: Readonly<Record<string, Readonly<Record<string, Schema>>>>;
  readonly components: { readonly schemas: Readonly<Record<string, Schema>>; readonly securitySchemes: Schema };
}

const ABOUT = [
  'Callscope watches AI phone agents. It has two surfaces on one port: its own under `/api/v2`, and one that is compatible ' +
    'with Patter’s dashboard under `/api/dashboard` and `/api/v1`.',
  'On its own surface times are epoch ms (`…_at`), durations `…_ms` and money `…_usd`; what was not measured is absent or ' +
    'null, never 0. A GET that is sent after a POST was answered shows that POST. Pass over fields that you do not know: ' +
    'more may come.',
  'Each error has a `code` for programs that is never renamed. A path that is asked with another method answers 405 with ' +
    '`Allow`.',
  'The streams are described once more by `/asyncapi.json`, as AsyncAPI 3.0, with the shape of each message.',
].join('\n\n');

/** The document that describes the service: what is taken in from the DTOs, the routes from `routes/`. */
export function buildDocument(version: string): OpenApiDocument {
  return {
    openapi: '3.1.0',
    info: { title: 'Callscope', version, description: ABOUT },
    ...{ jsonSchemaDialect: 'https://json-schema.org/draft/2020-12/schema', servers: [{ url: '/' }] },
    tags: Object.entries(GROUPS).map(([name, description]) => ({ name, description })),
    paths: pathsOf(),
    components: {
      schemas: allSchemas(),
      securitySchemes: SECURITY_SCHEMES,
    },
  };
}

function pathsOf(): OpenApiDocument['paths'] {
  const paths: Record<string, Record<string, Schema>> = {};
  for (const route of ROUTES) (paths[route.path] ??= {})[route.method] = operationOf(route);
  return paths;
}
