const LEVELS: Readonly<Record<number, string>> = {
  10: 'trace',
  20: 'debug',
  30: 'info',
  40: 'WARN',
  50: 'ERROR',
  60: 'FATAL',
};

/** Text that needs no quotes on a line of `name=value`. */
const BARE = /^[\w.:/+-]+$/;

/** A JSON line of the log as a person reads it: time, level, sentence, facts, and where an error was thrown. */
export function readableLine(json: string): string {
  const { level, time, msg, err, ...facts } = JSON.parse(json) as Record<string, unknown>;
  const at = new Date(Number(time)).toISOString().slice(11, 23);
  const { stack, ...error } = (err ?? {}) as Record<string, unknown>;
  const told = { ...facts, ...(typeof err === 'object' && err !== null ? { err: error } : {}) };
  const shown = Object.entries(told).map(([name, value]) => `${name}=${shownValue(value)}`);
  const head = [at, (LEVELS[Number(level)] ?? String(level)).padEnd(5), printable(msg ?? ''), ...shown].join(' ');
  return typeof stack === 'string' ? `${head}\n${stack}\n` : `${head}\n`;
}

function shownValue(value: unknown): string {
  return typeof value === 'string' && BARE.test(value) ? value : printable(JSON.stringify(value));
}

/** What a terminal would take for a command is shown as a question mark. */
function printable(text: unknown): string {
  return String(text).replace(/\p{Cc}/gu, '?');
}
