import { join } from 'node:path';
import type { ProjectionDefinition } from './projection';

/** The lane of every projection that names none. */
export const FIRST_LANE = '';

/** The lanes of these projections beside the first, each once. */
export function sideLanesOf(projections: readonly ProjectionDefinition[]): string[] {
  return [...new Set(projections.map(laneOf))].filter((lane) => lane !== FIRST_LANE).sort();
}

export function laneOf({ lane = FIRST_LANE }: ProjectionDefinition): string {
  return lane;
}

/** The views file of a lane. */
export function viewsFile(folder: string, lane: string): string {
  return join(folder, lane === FIRST_LANE ? 'views.sqlite' : `views-${lane}.sqlite`);
}
