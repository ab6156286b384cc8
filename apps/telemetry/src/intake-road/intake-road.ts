import type { IncomingMessage, RequestListener, Server, ServerResponse } from 'node:http';
import type { Access } from '../access/access';
import { readBody } from '../access/read-body';
import { senderAddress } from '../access/sender-address';
import { setHeaders } from '../access/set-headers';
import { DoorError, problemOf } from '../door/http-problem';
import { JSON_TYPE, MAX_BODY_BYTES } from '../door/json-body.middleware';
import { saysLong } from '../door/long-content';
import { mediaTypeRefusal } from '../door/media-type';
import type { PressureGate } from '../door/pressure.gate';
import type { Problems } from '../door/problems';
import { REQUEST_ID_HEADER } from '../door/request-id';
import { JSON_ANSWER } from '../door/send-json';
import type { Watcher } from '../metrics/watcher';

/** What becomes of the whole body of a request, in JSON. */
export interface RoadAnswer {
  readonly status: number;
  readonly body: object;
}

/** Takes the events in a body, by the path it is posted to. */
export type RoadIntakes = Readonly<Record<string, (body: Buffer) => Promise<RoadAnswer>>>;

export interface RoadParts {
  readonly watcher: Watcher;
  readonly access: Access;
  readonly gate: PressureGate;
  readonly problems: Problems;
  readonly intakes: RoadIntakes;
}

/**
 * The short way of the requests that come by the thousand: JSON posted to an intake. They pass by Express and Nest,
 * which cost more than all the rest, but not by any guard: door, pressure, body reader, intake, counts and problems are
 * the very same objects. Every other request, and every one that the door does not simply let in, goes the long way.
 */
export class IntakeRoad {
  constructor(private readonly parts: RoadParts) {}

  /** Takes the place of who answers the requests of this server now, and hands on to it what is not for the road. */
  layBefore(server: Server): void {
    const [long] = server.listeners('request') as RequestListener[];
    if (!long) throw new Error('nobody answers the requests of this server yet');
    server.removeListener('request', long);
    server.on('request', (request: IncomingMessage, response: ServerResponse) => {
      const take = this.#takerOf(request);
      if (take) void this.#run(take, request, response);
      else long(request, response);
    });
  }

  #takerOf(request: IncomingMessage): RoadIntakes[string] | null {
    const { method, url = '', headers } = request;
    const { intakes, access } = this.parts;
    if (method !== 'POST' || !Object.hasOwn(intakes, url)) return null;
    if (mediaTypeRefusal(headers['content-type'], [JSON_TYPE])) return null;
    // The door decides on a request once: what it has said here it says again on the long way.
    return access.decide(request).verdict.kind === 'allowed' ? (intakes[url] ?? null) : null;
  }

  async #run(take: RoadIntakes[string], request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { watcher, problems } = this.parts;
    const { url = '' } = request;
    const id = watcher.watch(request, response, () => url);
    const headers = [...this.#headersOf(request), REQUEST_ID_HEADER, id];
    try {
      if (saysLong(request)) this.#askGate(request);
      const body = await readBody(request, MAX_BODY_BYTES);
      this.#askGate(request);
      const { status, body: answer } = await take(body);
      answerJson(response, status, headers, answer);
    } catch (error) {
      setHeaders(response, headers);
      problems.tell(error, problemOf(error), request, response);
    }
  }

  #headersOf(request: IncomingMessage): readonly string[] {
    const { access } = this.parts;
    return access.headersOf(request, access.decide(request));
  }

  #askGate(request: IncomingMessage): void {
    const refusal = this.parts.gate.refusal(senderAddress(request));
    if (refusal) throw new DoorError(refusal);
  }
}

/** A head that is written at once, and the body in one piece with it, take a third less than headers set one by one. */
function answerJson(response: ServerResponse, status: number, headers: readonly string[], answer: object): void {
  const text = JSON.stringify(answer);
  const length = String(Buffer.byteLength(text));
  response.writeHead(status, [...headers, 'Content-Type', JSON_ANSWER, 'Content-Length', length]);
  response.end(text);
}
