import type { ViewsThread } from './views-thread';

type Methods<T> = { [K in keyof T]: T[K] extends (...args: never[]) => unknown ? K : never }[keyof T];

/** A class of queries as the main thread has it: the same methods, answered by the views thread. */
export type Remote<T> = {
  readonly [K in Methods<T>]: T[K] extends (...args: infer Args) => infer Answer
    ? (...args: Args) => Promise<Awaited<Answer>>
    : never;
};

/** Arguments and answers go between threads as copies: plain data, no classes and functions. */
export function remote<T extends object>(thread: ViewsThread, queries: new (...args: never[]) => T): Remote<T> {
  const names = Object.getOwnPropertyNames(queries.prototype).filter((name) => name !== 'constructor');
  const methods = names.map((name) => [name, (...args: unknown[]) => thread.ask(queries.name, name, args)] as const);
  return Object.fromEntries(methods) as unknown as Remote<T>;
}
