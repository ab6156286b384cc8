import type { CallEvent } from '@callscope/call-events';
import { type EventLog, MemoryEventLog, OverloadedError, StorageUnavailableError } from '@callscope/event-log';
import { aCallHidden } from './testing/events';
import { PatientLog } from './patient-log';

const EVENT: CallEvent = aCallHidden('CA1');
const busy = new OverloadedError({ events: 1, bytes: 1 });

let memory: MemoryEventLog;
let faults: Error[];
let log: EventLog;

beforeEach(() => {
  memory = new MemoryEventLog();
  faults = [];
  log = Object.create(memory, {
    append: {
      value: (events: readonly CallEvent[]) => {
        const fault = faults.shift();
        return fault ? Promise.reject(fault) : memory.append(events);
      },
    },
    readCall: { value: (id: string) => memory.readCall(id) },
  }) as EventLog;
});

it('waits until nothing presses, and then until the log takes it', async () => {
  const refusals: unknown[] = ['busy', 'busy'];
  faults = [busy, new StorageUnavailableError('disk full')];
  const patient = new PatientLog(log, { refusal: () => refusals.shift() ?? null }, new AbortController().signal);
  expect(patient.knows('CA1')).toBe(false);
  expect(await patient.append([EVENT])).toEqual([{ outcome: 'accepted', position: 1 }]);
  expect([refusals, faults, patient.knows('CA1')]).toEqual([[], [], true]);
});

it('does not wait when the log is lost', async () => {
  faults = [new Error('damaged')];
  const patient = new PatientLog(log, { refusal: () => null }, new AbortController().signal);
  await expect(patient.append([EVENT])).rejects.toThrow('damaged');
});

it('stops waiting when the service stops', async () => {
  const stopping = new AbortController();
  const patient = new PatientLog(log, { refusal: () => 'busy' }, stopping.signal);
  const appended = patient.append([EVENT]);
  stopping.abort();
  await expect(appended).rejects.toMatchObject({ name: 'AbortError' });
  expect(memory.head).toBe(0);
});
