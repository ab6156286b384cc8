/** An event was stored in a form that this build does not know: by a newer build, whose log an older one was given. */
export class UnknownVersionError extends Error {
  readonly code = 'unknown_version';

  constructor(
    readonly type: string,
    readonly version: number,
    /** The newest version that this build knows; null when it does not know the type at all. */
    readonly known: number | null,
  ) {
    const limit = known === null ? 'not at all' : `up to version ${known}`;
    super(`an event is of type ${type} in version ${version}, which this build knows ${limit}`);
    this.name = UnknownVersionError.name;
  }
}
