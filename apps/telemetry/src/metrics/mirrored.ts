import { Counter, Gauge, type Registry } from 'prom-client';

/** A figure that somebody else keeps: the values of its labels, in their order, and itself. */
export type Sample = readonly [labels: readonly string[], value: number];

export interface Mirrored {
  readonly name: string;
  readonly help: string;
  readonly labels: readonly string[];
  /** Called at every scrape. */
  readonly read: () => Iterable<Sample>;
}

/** A counter that is kept where it is counted, and only looked at here: counting costs nothing more then. */
export function mirroredCounter(registry: Registry, { name, help, labels, read }: Mirrored): void {
  new Counter({
    name,
    help,
    labelNames: [...labels],
    registers: [registry],
    collect() {
      this.reset();
      for (const [values, n] of read()) this.labels(...values).inc(n);
    },
  });
}

/** The same of a figure that can fall. */
export function mirroredGauge(registry: Registry, { name, help, labels, read }: Mirrored): void {
  new Gauge({
    name,
    help,
    labelNames: [...labels],
    registers: [registry],
    collect() {
      this.reset();
      for (const [values, value] of read()) this.labels(...values).set(value);
    },
  });
}
