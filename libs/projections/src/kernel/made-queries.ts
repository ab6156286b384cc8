import type { Type } from '@nestjs/common';
import type { ViewsStore } from './views-store';

type Method = (...args: unknown[]) => unknown;

/** The classes of queries, each made when it is first asked: over the views that answer then. */
export class MadeQueries {
  readonly #classes: ReadonlyMap<string, Type>;
  readonly #made = new Map<string, object>();

  constructor(
    classes: readonly Type[],
    private views: ViewsStore,
  ) {
    this.#classes = new Map(classes.map((each) => [each.name, each]));
  }

  /** From now on they read these views: their statements belong to a file, so they are made anew. */
  over(views: ViewsStore): void {
    this.views = views;
    this.#made.clear();
  }

  /** @throws Error when there is no such class. */
  method(queries: string, method: string): (args: unknown[]) => unknown {
    const one = this.#made.get(queries) ?? this.#make(queries);
    return (args) => (one as Record<string, Method>)[method]?.call(one, ...args);
  }

  #make(queries: string): object {
    const found = this.#classes.get(queries);
    if (!found) throw new Error(`there are no queries called ${queries}`);
    const one = new found(this.views) as object;
    this.#made.set(queries, one);
    return one;
  }
}
