import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import '@callscope/intake';
import { buildDocument } from './document';
import type { Schema } from './schema/json-schema';
import { SchemaJudge } from './testing/schema-judge';

const document = buildDocument('1.2.3');
const judge = new SchemaJudge(document, { closed: false });
const folder = mkdtempSync(join(tmpdir(), 'callscope-openapi-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** Every place of the document, with its path. */
function* places(value: unknown, path = ''): Generator<[path: string, value: Record<string, unknown>]> {
  if (value === null || typeof value !== 'object') return;
  if (!Array.isArray(value)) yield [path, value as Record<string, unknown>];
  for (const [key, child] of Object.entries(value)) yield* places(child, `${path}/${key}`);
}
const everywhere = [...places(document)];

describe('the document', () => {
  it('is valid OpenAPI 3.1', async () => {
    const file = join(folder, 'openapi.json');
    writeFileSync(file, JSON.stringify(document));
    // The validator is an ES module, which jest cannot load.
    const script = `
      import { readFileSync } from 'node:fs';
      import { Validator } from '@seriousme/openapi-schema-validator';
      const validator = new Validator();
      const result = await validator.validate(JSON.parse(readFileSync(process.argv[1], 'utf8')));
      console.log(JSON.stringify({ ...result, version: validator.version }));`;
    const run = promisify(execFile)(process.execPath, ['--input-type=module', '-e', script, file], { cwd: __dirname });
    expect(JSON.parse((await run).stdout)).toEqual({ valid: true, version: '3.1' });
  });

  it('leads nowhere that is not there', () => {
    const names = everywhere.flatMap(([, { $ref }]) => (typeof $ref === 'string' ? [$ref] : []));
    const known = Object.keys(document.components.schemas).map((name) => `#/components/schemas/${name}`);
    expect(names.filter((name) => !known.includes(name))).toEqual([]);
    expect(known.filter((name) => !names.includes(name))).toEqual([]);
  });

  it('calls each operation by a name of its own', () => {
    const ids = everywhere.flatMap(([, { operationId }]) => (operationId === undefined ? [] : [operationId]));
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids.length).toBeGreaterThan(30);
  });

  it('has examples that are as their schemas say', () => {
    const examples = everywhere.flatMap(([path, place]): [string, Schema, unknown][] => [
      ...(Array.isArray(place['examples'])
        ? place['examples'].map((one): [string, Schema, unknown] => [path, place, one])
        : []),
      ...('example' in place && 'schema' in place
        ? [[path, place['schema'] as Schema, place['example']] as [string, Schema, unknown]]
        : []),
    ]);
    expect(examples.length).toBeGreaterThan(25);
    expect(
      examples.flatMap(([path, schema, one]) => judge.flaws(schema, one).map((flaw) => `${path}: ${flaw}`)),
    ).toEqual([]);
  });

  it('understands every sentence with which a check or a rule refuses', () => {
    const open = everywhere.filter(([, { description, ...rest }]) => {
      return typeof description === 'string' && /^must /.test(description) && Object.keys(rest).length === 0;
    });
    expect(open.map(([path]) => path)).toEqual([]);
  });
});
