import { EVENT_LOG, type EventLog } from '@callscope/event-log';
import { type EventFilter, LogFeed, SseHub } from '@callscope/live-feed';
import { Controller, Get, Inject, type OnApplicationShutdown, Req, Res } from '@nestjs/common';
import { cursorAsked } from '../dashboard/cursor-asked';
import type { HttpRequest, HttpResponse } from '../http-types';
import { eventFilter } from './event-filter';
import { logPage } from './log-page';
import { PageWalks } from './page-walks';
import { integerOf, invalidQuery, textOf } from './query/read-query';

const JSON_TYPE = 'application/json';
const STREAM_TYPE = 'text/event-stream';

/** `GET /api/v2/events`: the log itself, page by page, or as a stream to who accepts one. Contract §3 and §4. */
@Controller('api/v2/events')
export class EventsReadController implements OnApplicationShutdown {
  readonly #feed: LogFeed;
  readonly #walks = new PageWalks();

  constructor(
    @Inject(EVENT_LOG) private readonly log: EventLog,
    private readonly hub: SseHub,
  ) {
    this.#feed = new LogFeed(log, (event) => ({ event: event.type, data: event }), hub.rounds);
  }

  @Get()
  async read(@Req() request: HttpRequest, @Res() response: HttpResponse): Promise<void> {
    const filter = eventFilter(request.query);
    response.vary('Accept');
    if (request.accepts([JSON_TYPE, STREAM_TYPE]) === STREAM_TYPE) await this.#stream(request, response, filter);
    else await this.#page(request, response, filter);
  }

  onApplicationShutdown(): void {
    this.#feed.close();
  }

  async #page(request: HttpRequest, response: HttpResponse, filter: EventFilter | null): Promise<void> {
    const limit = integerOf(request.query, 'limit', 100, 1, 1_000);
    const after = this.#after(request);
    const { trimmedUpTo } = this.log;
    this.#refuseTrimmed(after, trimmedUpTo);
    const { json, next } = await logPage(this.log, { after, limit, filter });
    // What was trimmed while the page was read is missing from it.
    this.#refuseTrimmed(after, this.log.trimmedUpTo);
    if (next !== null) this.#walks.endedAt(next, trimmedUpTo);
    response.type(JSON_TYPE).send(json);
  }

  /** Events may be missing after this place: a page with a gap that nobody can see is not given. */
  #refuseTrimmed(after: number, trimmedUpTo: number): void {
    if (this.#walks.goesOnFrom(after, trimmedUpTo)) return;
    throw invalidQuery('after', 'must not be older than what is kept (trimmed); 0 begins with the oldest that is kept');
  }

  #after(request: HttpRequest): number {
    const text = textOf(request.query, 'after');
    const place = text === undefined ? 0 : this.#feed.placeOf(text);
    if (typeof place === 'number') return place;
    throw invalidQuery('after', `must be a cursor or a position of this log up to its head (${place})`);
  }

  async #stream(request: HttpRequest, response: HttpResponse, filter: EventFilter | null): Promise<void> {
    await this.#feed.attach(this.hub.open(response, 'events'), cursorAsked(request), filter);
  }
}
