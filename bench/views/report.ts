import type { Latency } from './latency';
import type { Measured } from './series';

const NAME_WIDTH = 36;
const CELL_WIDTH = 12;

/** What stands above the cells of a series. */
const SERIES_COLUMNS = [
  'n',
  'inside p50',
  'p99',
  'max',
  'http p50',
  'p99',
  'health p50',
  'p99',
  'express p50',
  'p99',
] as const;

/** A plain table that grows as figures come in, and all figures as one line of JSON at its end. */
export class Report {
  readonly #figures: Record<string, unknown> = {};
  readonly #latencies: Record<string, Measured> = {};

  section(title: string, ...columns: readonly string[]): void {
    process.stdout.write('\n');
    this.row(title, columns);
  }

  row(name: string, cells: readonly string[]): void {
    const line = name.padEnd(NAME_WIDTH) + cells.map((cell) => cell.padStart(CELL_WIDTH)).join('');
    process.stdout.write(`${line.trimEnd()}\n`);
  }

  /** A figure, under the name that it has in the JSON: its unit stands there. */
  figure(name: string, value: string | number | boolean | null): void {
    this.#figures[name] = value;
    this.row(name, [String(value ?? '-')]);
  }

  seriesSection(title: string): void {
    this.section(title, ...SERIES_COLUMNS);
  }

  /** What a series took in the service and over HTTP, and what `/health` took in turn with it. In ms. */
  series(name: string, measured: Measured): void {
    this.#latencies[name] = measured;
    const { n, inside, floors } = measured;
    const of = ({ p50_ms, p99_ms }: Latency): number[] => [p50_ms, p99_ms];
    const times = [
      ...of(inside),
      inside.max_ms,
      ...of(measured),
      ...(floors ? [floors.health, floors.bare] : []).flatMap(of),
    ];
    this.row(name, [String(n), ...times.map(inMs)]);
  }

  /** What stands in the JSON only. */
  note(name: string, value: unknown): void {
    this.#figures[name] = value;
  }

  end(): void {
    process.stdout.write(`\n${JSON.stringify({ ...this.#figures, latencies: this.#latencies })}\n`);
  }
}

export function inMs(ms: number): string {
  return ms.toFixed(2);
}
