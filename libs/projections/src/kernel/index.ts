export { Lag } from './lag';
export * from './projection';
export { Projection } from './projection.decorator';
export { ProjectionsModule, type ProjectionsOptions } from './projections.module';
export type { Remote } from './remote';
export { tableName } from './view-sql';
export { type ReadModelState, Views, ViewsBehindError } from './views';
export { ViewsStore } from './views-store';
export type { QueryTime } from './views-thread';
