import { type AccessSettings, accessPolicy } from '../access-policy';
import { decide, type DoorMemory } from '../decide';
import { requestOf, type Sent } from './request';

export const OPEN_DOOR: AccessSettings = {
  host: '127.0.0.1',
  tokens: [],
  allowHosts: [],
  allowOrigins: [],
  ingestToken: 'loopback-free',
  allowQueryToken: false,
};

export const NOTHING_REMEMBERED: DoorMemory = { scopesOfSession: () => null, secondsLocked: () => 0 };

/** What is said to a request: `allowed`, `preflight`, or the code of the refusal. */
export function decided(sent: Sent, settings: Partial<AccessSettings> = {}, memory = NOTHING_REMEMBERED): string {
  const policy = accessPolicy({ ...OPEN_DOOR, ...settings }, 8_000);
  const { verdict } = decide(requestOf(sent), policy, memory);
  return verdict.kind === 'refused' ? verdict.problem.code : verdict.kind;
}
