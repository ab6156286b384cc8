import type { CallState } from '@callscope/call-state';

/** One row a call that has not ended. Key: the call id. */
export type ActiveCallsRow = CallState;
