export { currentVersion } from './registry';
export { UnknownVersionError } from './unknown-version.error';
export { upcast } from './upcast';
export type { Upcaster, Upcasters } from './upcaster';
