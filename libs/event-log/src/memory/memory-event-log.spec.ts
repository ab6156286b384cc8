import { describeEventLog } from '../testing/event-log.contract';
import { MemoryEventLog } from './memory-event-log';
import { MemoryStore } from './memory-store';

describeEventLog('MemoryEventLog', () => {
  const store = new MemoryStore('abcdefgh');
  return { open: async () => new MemoryEventLog(store), remove: () => undefined };
});
