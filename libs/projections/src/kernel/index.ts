export * from './projection';
export { Projection } from './projection.decorator';
export { ProjectionRunner, ViewsBehindError } from './projection-runner';
export { ProjectionsModule, type ProjectionsOptions } from './projections.module';
export { VIEWS_STORE } from './tokens';
export { tableName } from './view-table';
export { ViewsStore } from './views-store';
