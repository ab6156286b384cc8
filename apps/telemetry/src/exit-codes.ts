/** What the exit codes of the service say; part of its interface (contract §6). */
export const ExitCode = {
  Stopped: 0,
  Failed: 1,
  BadSettings: 2,
  FolderInUse: 3,
  Damaged: 4,
} as const;

const BY_CODE: ReadonlyMap<unknown, number> = new Map([
  ['folder_in_use', ExitCode.FolderInUse],
  ['damaged', ExitCode.Damaged],
]);

/** The exit code that tells of an error, by the error's own code. */
export function exitCodeOf(error: unknown): number {
  const code: unknown = error instanceof Error && 'code' in error ? error.code : undefined;
  return BY_CODE.get(code) ?? ExitCode.Failed;
}
