import type { Latency } from './latency';

const NAME_WIDTH = 36;
const CELL_WIDTH = 14;

/** A plain table that grows as figures come in, and all figures as one line of JSON at its end. */
export class Report {
  readonly #figures: Record<string, unknown> = {};
  readonly #latencies: Record<string, Latency> = {};

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

  latency(name: string, latency: Latency, ...more: readonly number[]): void {
    this.#latencies[name] = latency;
    const times = [latency.p50_ms, latency.p99_ms, ...more];
    this.row(name, [String(latency.n), ...times.map((ms) => ms.toFixed(2))]);
  }

  /** What stands in the JSON only. */
  note(name: string, value: unknown): void {
    this.#figures[name] = value;
  }

  end(): void {
    process.stdout.write(`\n${JSON.stringify({ ...this.#figures, latencies: this.#latencies })}\n`);
  }
}
