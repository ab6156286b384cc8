/** What the exit codes of `callscope` say; part of its interface. */
export const ExitCode = {
  Done: 0,
  SomeRefused: 1,
  BadUsage: 2,
  Unreachable: 3,
  Interrupted: 130,
} as const;
