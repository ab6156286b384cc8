import { SERVER_TIMING_HEADER, TIMED_PATH } from '../door/server-timing';
import { ref, type Schema } from './schema/json-schema';
import { CODES, type ErrorCode, STATUS_OF_CODE } from './schemas/problem';
import type { Answer, Content, Route } from './routes/route';

/** What every route can answer, whoever serves it. */
const ANYWHERE: readonly ErrorCode[] = ['bad_request', 'host_not_allowed', 'origin_not_allowed', 'internal_error'];
/** And what it answers when tokens are set, and it asks for one. */
const WITH_TOKENS: readonly ErrorCode[] = ['unauthorized', 'forbidden_scope', 'too_many_requests'];

/** Statuses after which it makes sense to try again. */
const TRY_AGAIN: ReadonlySet<number> = new Set([429, 503]);

/** Callscope's own routes speak RFC 9457; the rest, the words of Patter's dashboard. As in `door/problem.filter.ts`. */
export function isOwn(path: string): boolean {
  return /^\/(api\/v2|ready|metrics|(open|async)api\.json)(\/|$)/.test(path);
}

/** One operation of OpenAPI. */
export function operationOf(route: Route): Schema {
  const { id, group, summary, description, parameters = [], body, scope } = route;
  return {
    operationId: id,
    tags: [group],
    summary,
    ...(description !== undefined && { description }),
    security: scope === null ? [] : [{}, { token: [scope] }, { session: [scope] }],
    ...(parameters.length > 0 && {
      parameters: parameters.map((parameter) => ({ ...parameter, required: parameter.in === 'path' })),
    }),
    ...(body && { requestBody: { required: true, content: contents(body) } }),
    responses: responsesOf(route),
    ...(route.curl !== undefined && { 'x-curl': route.curl }),
  };
}

function responsesOf(route: Route): Schema {
  const answers = Object.entries(route.answers).map(
    ([status, answer]) => [status, timedAsServed(route, answer)] as const,
  );
  const told = new Map(answers.map(([status, answer]) => [status, responseOf(answer)]));
  for (const [status, codes] of byStatus(codesOf(route))) {
    const known = told.get(status);
    const refused = refusal(route.path, Number(status), codes);
    told.set(status, known ? bothOf(known, refused) : refused);
  }
  return Object.fromEntries([...told].sort(([a], [b]) => Number(a) - Number(b)));
}

/** As `door/server-timing.ts` does. */
function timedAsServed({ method, path }: Route, answer: Answer): Answer {
  if (method !== 'get' || !path.startsWith(`${TIMED_PATH}/`)) return answer;
  const about = 'How long it took in the service until the first byte, in ms: `app;dur=0.412`.';
  return { ...answer, headers: { ...answer.headers, [SERVER_TIMING_HEADER]: about } };
}

/** Where there is one, a code that tells the same status twice is named once. */
function codesOf({ errors = [], scope }: Route): readonly ErrorCode[] {
  const codes = new Set([...ANYWHERE, ...(scope === null ? [] : WITH_TOKENS), ...errors]);
  return CODES.filter((code) => codes.has(code));
}

function byStatus(codes: readonly ErrorCode[]): Map<string, ErrorCode[]> {
  const found = new Map<string, ErrorCode[]>();
  for (const code of codes) {
    const status = String(STATUS_OF_CODE[code]);
    found.set(status, [...(found.get(status) ?? []), code]);
  }
  return found;
}

interface Response {
  readonly description: string;
  readonly headers?: Schema;
  readonly content?: Readonly<Record<string, Schema>>;
}

function responseOf({ description, content, headers }: Answer): Response {
  return {
    description,
    ...(headers && { headers: headersOf(headers) }),
    ...(content && { content: contents(content) }),
  };
}

function headersOf(headers: Readonly<Record<string, string>>): Schema {
  const entries = Object.entries(headers);
  return Object.fromEntries(entries.map(([name, about]) => [name, { description: about, schema: { type: 'string' } }]));
}

function contents(content: Readonly<Record<string, Content>>): Readonly<Record<string, Schema>> {
  const entries = Object.entries(content).map(([type, { messages, ...rest }]) => {
    return [type, { ...rest, ...(messages && { 'x-messages': messages }) }] as const;
  });
  return Object.fromEntries(entries);
}

function refusal(path: string, status: number, codes: readonly ErrorCode[]): Response {
  const [type, name] = isOwn(path) ? ['application/problem+json', 'Problem'] : ['application/json', 'CompatibleError'];
  const allowed = { properties: { code: { enum: codes } } };
  return {
    description: codes.map((code) => `\`${code}\``).join(', '),
    ...(TRY_AGAIN.has(status) && { headers: headersOf({ 'Retry-After': 'Seconds after which to try again.' }) }),
    content: { [type]: { schema: { allOf: [ref(name), allowed] } } },
  };
}

/** A status that says two things: each in its own media type, or either of them in the same. */
function bothOf(one: Response, other: Response): Response {
  const content: Record<string, Schema> = { ...one.content };
  for (const [type, media] of Object.entries(other.content ?? {})) {
    const known = content[type];
    content[type] = known ? { ...known, schema: { anyOf: [known['schema'], media['schema']] } } : media;
  }
  return {
    description: `${one.description} Or ${other.description}`,
    ...(other.headers && { headers: other.headers }),
    content,
  };
}
