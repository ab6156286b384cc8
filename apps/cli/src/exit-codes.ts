/** What the exit codes of `callscope` say; part of its interface. */
export const ExitCode = {
  Done: 0,
  SomeRefused: 1,
  /** Also when stdout cannot be written. */
  BadUsage: 2,
  Unreachable: 3,
  /** As of the service: another process has the data folder. */
  FolderInUse: 3,
  /** As of the service. */
  Damaged: 4,
  Interrupted: 130,
} as const;
