import { compile, outsideProgram } from './testing/outside-program';

const right = `
  const client = producer({ url: 'http://127.0.0.1:8000', outbox: { file: 'outbox.ndjson' } });
  client.tell({ type: 'call.ended', call_id: 'call-1' });
  client.tell({ type: 'turn.completed', call_id: 'call-1', turn: 1, data: { outcome: 'completed', latency: { stt_ms: null } } });
  client.tell({ type: 'cost.recorded', call_id: 'call-1', data: { component: 'llm', amount_usd: '0.01', basis: 'billed', mode: 'delta' } });
  client.tell({ type: 'custom.mood', call_id: 'call-1', data: { mood: 'good' } });
  client.tell({ type: 'transcript.partial', call_id: 'call-1', data: { role: 'user', text: 'I' } });
  const dropped: number = client.dropped;
  async function read(): Promise<number> {
    let tokens = dropped;
    for await (const item of subscribe({ url: 'http://127.0.0.1:8000', after: 0, token: 'x' })) {
      if (item.kind !== 'event') continue;
      const { event } = item;
      if (event.type === 'turn.completed') tokens += event.data.latency?.response_ms ?? event.position;
      if (event.type === 'usage.recorded') tokens += event.data.input_tokens ?? 0;
    }
    return tokens;
  }
  const texts = events$({ url: 'http://127.0.0.1:8000' }).pipe(map((item) => item.cursor.length));
  const isRefusal = (error: unknown): boolean => error instanceof ServiceRefusal && error.status === 401;
  export { isRefusal, read, texts };
`;
/** Each on a line of its own, which must be an error. */
const wrong = [
  "client.tell({ type: 'call.endd', call_id: 'call-1' });",
  "client.tell({ type: 'transcript.final', call_id: 'call-1', data: { role: 'nobody', text: 'x' } });",
  "client.tell({ type: 'transcript.final', call_id: 'call-1' });",
  "client.tell({ type: 'call.hidden', call_id: 'call-1' });",
  "export const isEnd = (item: StreamItem): boolean => item.kind === 'event' && item.event.type === 'call.endd';",
  "export const words = (event: Extract<StoredEvent, { type: 'call.ended' }>): string => event.data.text;",
  'subscribe({ after: 0 });',
];
const loads = "import { producer, ServiceRefusal, subscribe } from 'callscope/client';\n";
const loadsAll = `${loads}import { events$ } from 'callscope/client/rxjs';\nimport { map } from 'rxjs';\n${right}`;
const loadsWrong = `import { producer, subscribe, type StoredEvent, type StreamItem } from 'callscope/client';
const client = producer({ url: 'http://127.0.0.1:8000' });
${wrong.join('\n')}
`;
const strict = ['--strict', '--exactOptionalPropertyTypes', '--target', 'es2023'];

it.each([
  ['Node, as an ES module and as CommonJS', ['mts', 'cts'], ['--module', 'nodenext', '--types', 'node']],
  [
    'a bundler and a browser, without the types of Node',
    ['ts'],
    ['--module', 'esnext', '--moduleResolution', 'bundler', '--lib', 'es2023,dom,dom.iterable,dom.asynciterable'],
  ],
])(
  'types a program outside of this repository for %s',
  async (_, extensions, options) => {
    const names = extensions.flatMap((extension) => [`right.${extension}`, `wrong.${extension}`]);
    const folder = await outsideProgram(
      Object.fromEntries(names.map((name) => [name, name.startsWith('right') ? loadsAll : loadsWrong])),
    );
    const said = await compile(folder, names, [...strict, ...options]);
    // What stands further in explains the error above it.
    const errors = said.filter((line) => !line.startsWith(' ')).map((line) => line.replace(/,\d+\): error .*/, ')'));
    const expected = extensions.flatMap((extension) => wrong.map((_, n) => `wrong.${extension}(${n + 3})`));
    expect(errors.sort()).toEqual(expected.sort());
  },
  60_000,
);
