export * from './arbitrary-events';
export * from './builders';
export * from './goldens';
export * from './recorded-patter';
export * from './runs';
