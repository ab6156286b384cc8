/** Where events come in, whatever they are asked with. */
const INTAKE_PATHS: ReadonlySet<string> = new Set(['/api/dashboard/ingest', '/api/v2/events']);

/** Is this a request that brings events? Told from the request line alone, so that those are known that are refused early. */
export function isIntake(method: string | undefined, url: string | undefined): boolean {
  if (method !== 'POST' || url === undefined) return false;
  const query = url.indexOf('?');
  const path = query === -1 ? url : url.slice(0, query);
  return INTAKE_PATHS.has(path) || INTAKE_PATHS.has(path.toLowerCase().replace(/\/$/, ''));
}
