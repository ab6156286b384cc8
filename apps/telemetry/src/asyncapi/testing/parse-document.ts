import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

/** What the parser of the AsyncAPI project makes of a document. */
export interface Parsed {
  /** Errors and warnings. That 3.1 is there already is said as a hint, and not heard here. */
  readonly complaints: readonly string[];
  /** By channel: the names of the messages that are sent there. */
  readonly sent: Readonly<Record<string, readonly string[]>>;
}

const WARNING = 1;

/** In a process of its own: what the parser loads, jest cannot. */
const SCRIPT = `
  const { readFileSync } = require('node:fs');
  const { Parser } = require('@asyncapi/parser');
  new Parser().parse(readFileSync(process.argv[1], 'utf8')).then(({ document, diagnostics }) => {
    const complaints = diagnostics
      .filter(({ severity }) => severity <= ${WARNING})
      .map(({ code, message, path }) => [code, message, path.join('/')].join(' '));
    const operations = document?.operations().filterBySend() ?? [];
    const sent = operations.map((one) => [one.channels()[0].id(), one.messages().all().map((each) => each.name())]);
    console.log(JSON.stringify({ complaints, sent: Object.fromEntries(sent) }));
  });`;

export async function parseDocument(file: string): Promise<Parsed> {
  const run = await promisify(execFile)(process.execPath, ['-e', SCRIPT, file], { cwd: __dirname });
  return JSON.parse(run.stdout) as Parsed;
}
