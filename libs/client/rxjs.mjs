import observable from '../../dist/libs/client/src/observable.js';

export const { events$ } = observable;
