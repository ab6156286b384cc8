import { Injectable } from '@nestjs/common';

/** So many requests that had all of this in common. */
export interface RequestCount {
  /** The pattern of the route, as `/api/v2/calls/:id`. */
  readonly route: string;
  readonly method: string;
  readonly status: string;
  n: number;
}

/** Stands for a path that leads nowhere. */
export const NO_ROUTE = 'none';

/** Stands for the status of who left before there was one. */
export const NO_STATUS = 'aborted';

const METHODS: ReadonlySet<string> = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']);

/** Counts answered requests. As many counts as there are routes, methods and statuses, whatever is asked. */
@Injectable()
export class RequestCounts {
  readonly #counts = new Map<string, RequestCount>();

  get all(): Iterable<Readonly<RequestCount>> {
    return this.#counts.values();
  }

  /** @param status null when there was no answer. */
  count(route: string, method: string, status: number | null): void {
    const key = `${method} ${String(status)} ${route}`;
    const known = this.#counts.get(key) ?? this.#first(route, method, status);
    known.n += 1;
  }

  #first(route: string, sentMethod: string, sentStatus: number | null): RequestCount {
    const method = METHODS.has(sentMethod) ? sentMethod : 'other';
    const status = sentStatus === null ? NO_STATUS : String(sentStatus);
    const key = `${method} ${String(sentStatus)} ${route}`;
    const count = this.#counts.get(key) ?? { route, method, status, n: 0 };
    this.#counts.set(key, count);
    return count;
  }
}
