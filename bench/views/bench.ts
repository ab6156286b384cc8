import type { CallSource } from './call-source';
import type { Report } from './report';

/** What every part of the benchmark works with. */
export interface Bench {
  /** The data folder of the service. */
  readonly data: string;
  readonly source: CallSource;
  readonly report: Report;
}
