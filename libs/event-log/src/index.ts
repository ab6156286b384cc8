export * from './errors';
export * from './event-log';
export { SqliteEventLog, type SqliteEventLogOptions } from './sqlite/sqlite-event-log';
