import type { StreamName } from '@callscope/live-feed';
import { STREAM_TYPE } from '../openapi/routes/common';
import type { Route, StreamMessage } from '../openapi/routes/route';
import { streamRoutes } from '../openapi/routes/streams';

/** A stream as the routes tell it: where it is opened, and what it sends. */
export interface Stream {
  readonly name: StreamName;
  readonly route: Route;
  readonly messages: readonly StreamMessage[];
  /** Its route sends something else to who does not ask for a stream. */
  readonly isAskedFor: boolean;
}

const PATHS: Readonly<Record<StreamName, Route['path']>> = {
  events: '/api/v2/events',
  live: '/api/v2/live',
  dashboard: '/api/dashboard/events',
};

export const STREAMS: readonly Stream[] = Object.entries(PATHS).map(([name, path]) =>
  streamOf(name as StreamName, path),
);

function streamOf(name: StreamName, path: Route['path']): Stream {
  const route = streamRoutes.find((one) => one.path === path);
  const content = route?.answers[200]?.content ?? {};
  const messages = content[STREAM_TYPE]?.messages;
  if (!route || !messages) throw new Error(`no route tells the stream ${path}`);
  return { name, route, messages, isAskedFor: Object.keys(content).length > 1 };
}
