/** Events that the service itself writes: also for a call that was erased, and that takes in nothing more from others. */
const OF_THE_SERVICE: ReadonlySet<string> = new Set(['call.timed_out', 'call.hidden', 'call.unhidden', 'call.erased']);

export function isOfTheService(type: string): boolean {
  return OF_THE_SERVICE.has(type);
}
