import { type Machine, realMachine } from '../machine';

/** The real machine, that waits a hundredth of the time. */
export const hasty: Machine = {
  ...realMachine,
  wait: (ms, signal, isIdle) => realMachine.wait(ms / 100, signal, isIdle),
};
