/** The log cannot store now: disk full, I/O error, or closing. Nothing was acknowledged; the caller may send again. */
export class StorageUnavailableError extends Error {
  readonly code = 'storage_unavailable';

  constructor(reason: string, options?: ErrorOptions) {
    super(`the event log cannot store at the moment: ${reason}`, options);
    this.name = StorageUnavailableError.name;
  }
}

/** More is waiting for the disk than the log takes in. Nothing of the append was taken; the caller may send again. */
export class OverloadedError extends Error {
  readonly code = 'overloaded';

  constructor(waiting: { readonly events: number; readonly bytes: number }) {
    super(`no more is taken in: ${waiting.events} events (${waiting.bytes} bytes) are waiting for the disk`);
    this.name = OverloadedError.name;
  }
}

/** What the files hold is not what was stored. Nothing of it is served, and nothing is written over it. */
export class DamagedLogError extends Error {
  readonly code = 'damaged';

  constructor(
    /** What is wrong, and where: a clause without full stop. */
    readonly reason: string,
    /** Where a copy of the damaged files lies; null when none was made. */
    readonly copy: string | null = null,
    options?: ErrorOptions,
  ) {
    super(copy === null ? `the event log is damaged: ${reason}` : `${damaged(reason)}; a copy is in ${copy}`, options);
    this.name = DamagedLogError.name;
  }
}

function damaged(reason: string): string {
  return `the event log is damaged: ${reason}; it is left as it is`;
}

/** Another process has the data folder. */
export class FolderInUseError extends Error {
  readonly code = 'folder_in_use';

  constructor(
    readonly folder: string,
    /** The process that has it; null when it has not said so yet. */
    readonly pid: number | null,
  ) {
    super(`the data folder ${folder} is in use by ${pid === null ? 'another process' : `process ${pid}`}`);
    this.name = FolderInUseError.name;
  }
}
