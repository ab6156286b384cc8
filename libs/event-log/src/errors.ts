/** The log cannot store now: disk full, I/O error, or closing. Nothing was acknowledged; the caller may send again. */
export class StorageUnavailableError extends Error {
  readonly code = 'storage_unavailable';

  constructor(reason: string, options?: ErrorOptions) {
    super(`the event log cannot store at the moment: ${reason}`, options);
    this.name = StorageUnavailableError.name;
  }
}
