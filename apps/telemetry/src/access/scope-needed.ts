import type { Scope } from '../settings/settings';
import { isReading } from './request-facts';

/** Open to everybody whose Host is right: nothing personal there. */
const OPEN_TO_READ: ReadonlySet<string> = new Set(['/health', '/ready']);
/** These look at what is sent themselves. */
const OPEN_TO_POST: ReadonlySet<string> = new Set(['/login', '/logout']);
const INTAKE: ReadonlySet<string> = new Set(['/api/dashboard/ingest', '/api/v2/events']);

/**
 * What a token must allow for a request; null when none is asked for. A path is compared as it was sent, and what is
 * not known here needs the most: another spelling of a path can only be refused, never let in.
 */
export function scopeNeeded(method: string | undefined, path: string): Scope | null {
  if (isReading(method)) return OPEN_TO_READ.has(path) ? null : 'read';
  if (method !== 'POST') return 'admin';
  if (INTAKE.has(path)) return 'ingest';
  return OPEN_TO_POST.has(path) ? null : 'admin';
}
