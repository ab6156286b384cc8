import type { Report } from '../views/report';
import { cellsOf, SPREAD_COLUMNS, spreadOf } from './spread';
import type { Watched } from './watch';

/** Frames of the page, those of a page that did nothing meanwhile, and what held the page up. */
export function reportFrames(report: Report, name: string, page: Watched, idle: Watched): void {
  report.section(`${name}: frames, ms`, ...SPREAD_COLUMNS);
  for (const [what, { frames }] of Object.entries({ page, idle })) {
    report.row(what, cellsOf(spreadOf(frames)));
    report.note(`${name}_frames_${what}`, spreadOf(frames));
  }
  report.section(`${name}: tasks over 50 ms, inputs over 16 ms`, ...SPREAD_COLUMNS);
  const held = { tasks: page.longTasks, tasks_idle: idle.longTasks, inputs: page.inputs };
  for (const [what, durations] of Object.entries(held)) {
    report.row(what, cellsOf(spreadOf(durations)));
    report.note(`${name}_${what}`, spreadOf(durations));
  }
}
