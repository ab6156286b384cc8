import type { CallState } from '@callscope/call-state';
import { type Column, type DerivedSums, Projection, type RowChange, type Share } from '../kernel';
import type { ActivePeaksRow } from './active-peaks.read-model';
import { movesOf } from './moves';
import { type LevelChange, OpenHour } from './open-hour';

/**
 * How many calls were active at once, to the second. Each call adds one where it begins and takes one where it ends, so
 * that what changes of it is moved exactly. `net` and `peak` are enough to go from hour to hour, and `minutes` within
 * one: what is told of a window is read from a few hundred numbers, and never from the calls.
 */
@Projection()
export class ActivePeaksProjection implements DerivedSums<ActivePeaksRow, CallState, LevelChange> {
  readonly name = 'active-peaks';
  readonly version = 2;
  readonly source = 'calls';
  readonly outlivesCalls = true;
  /** 14 KiB. */
  readonly weight = 4;
  readonly columns: Readonly<Record<string, Column<ActivePeaksRow>>> = {
    start: { type: 'INTEGER', of: (_row, key) => Number(key) },
    net: { type: 'INTEGER', of: (row) => row.net },
    peak: { type: 'INTEGER', of: (row) => row.peak },
    minutes: { type: 'TEXT', of: (row) => JSON.stringify(row.minutes) },
  };
  readonly indexes = ['(start, net, peak)'];

  /** What is put in and taken out is told by the first and the last state of a call alone. */
  joins(): boolean {
    return true;
  }

  shares(change: RowChange<CallState>): readonly Share<LevelChange>[] {
    return movesOf(change);
  }

  open(row: ActivePeaksRow | null): OpenHour {
    return new OpenHour(row);
  }
}
