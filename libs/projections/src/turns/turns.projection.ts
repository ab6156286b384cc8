import { type CallState, HEADLINE_STAGES, type HeadlineStage } from '@callscope/call-state';
import { type Column, type DerivedProjection, Projection, type RowChange } from '../kernel';
import { concerns, evolve } from './turns.evolve';
import { IS_LONG, type TurnsRow } from './turns.read-model';

/** Calls by their slowest turn. A row a call, not a row a turn: a sixth of the rows, and found as quickly. */
@Projection()
export class TurnsProjection implements DerivedProjection<TurnsRow, CallState> {
  readonly name = 'turns';
  readonly version = 2;
  readonly source = 'calls';
  readonly keyedByCall = true;
  readonly columns: Readonly<Record<string, Column<TurnsRow>>> = {
    first_at: { type: 'INTEGER', of: (row) => row.first_at },
    last_at: { type: 'INTEGER', of: (row) => row.last_at },
    agent: { type: 'TEXT', of: (row) => row.agent },
    ...Object.fromEntries(HEADLINE_STAGES.map((stage) => [stage, slowest(stage)])),
  };
  readonly indexes = [
    // One for each stage, with all that is filtered by; only of calls in which it was measured.
    ...HEADLINE_STAGES.map((stage) => `(${stage}, first_at, last_at, agent) WHERE ${stage} IS NOT NULL`),
    // A window leads to the calls in it, and an agent to its own; see turns.queries.ts.
    '(first_at, last_at)',
    '(agent, first_at, last_at)',
    `(first_at, last_at) WHERE ${IS_LONG}`,
  ];

  keys({ key, before, after }: RowChange<CallState>): readonly string[] {
    return concerns(before, after) ? [key] : [];
  }

  /** A row is made of the newest state alone. */
  joins(): boolean {
    return true;
  }

  evolve(_row: TurnsRow | null, { after }: RowChange<CallState>): TurnsRow | null {
    return evolve(after);
  }
}

function slowest(stage: HeadlineStage): Column<TurnsRow> {
  return { type: 'REAL', of: (row) => row.slowest[stage] ?? null };
}
