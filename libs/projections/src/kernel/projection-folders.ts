import { existsSync, readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, join } from 'node:path';
import type { Type } from '@nestjs/common';
import type { ProjectionDefinition } from './projection';
import { isProjection } from './projection.decorator';

/** Which files there are is known at run time only: that is the point. */
const load = typeof require === 'function' ? require : createRequire(__filename);

/**
 * The classes in every `<folder>/<name>/<name>.<role>` file. Putting such a folder there is all it takes to add a read
 * model; nothing lists them.
 */
function classesIn(folder: string, role: 'projection' | 'queries'): Type[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => join(folder, entry.name))
    .sort()
    .flatMap((each) => ['.js', '.ts'].map((end) => join(each, `${basename(each)}.${role}${end}`)))
    .filter((file) => existsSync(file))
    .flatMap((file) => Object.values(load(file) as object).filter(isClass));
}

/** One of each projection class found. */
export function projectionsIn(folder: string): ProjectionDefinition[] {
  return classesIn(folder, 'projection')
    .filter(isProjection)
    .map((projection) => new projection() as ProjectionDefinition);
}

/** The injectable classes through which the rest of the house reads the views. */
export function queriesIn(folder: string): Type[] {
  return classesIn(folder, 'queries');
}

function isClass(value: unknown): value is Type {
  return typeof value === 'function' && value.toString().startsWith('class');
}
