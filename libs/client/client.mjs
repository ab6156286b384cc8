// The library is built as CommonJS, whose names a loader of ES modules cannot see.
import client from '../../dist/libs/client/src/index.js';

export const { producer, ServiceRefusal, subscribe } = client;
