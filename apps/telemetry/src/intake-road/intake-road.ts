import type { IncomingMessage, RequestListener, Server, ServerResponse } from 'node:http';
import type { Access } from '../access/access';
import { readBody } from '../access/read-body';
import { senderAddress } from '../access/sender-address';
import { DoorError, problemOf } from '../door/http-problem';
import { JSON_TYPE, MAX_BODY_BYTES } from '../door/json-body.middleware';
import { saysLong } from '../door/long-content';
import { mediaTypeRefusal } from '../door/media-type';
import type { PressureGate } from '../door/pressure.gate';
import type { Problems } from '../door/problems';
import { sendJson } from '../door/send-json';
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
      const take = this.#takerOf(request, response);
      if (take) void this.#run(take, request, response);
      else long(request, response);
    });
  }

  #takerOf(request: IncomingMessage, response: ServerResponse): RoadIntakes[string] | null {
    const { method, url = '', headers } = request;
    const { intakes, access, watcher } = this.parts;
    if (method !== 'POST' || !Object.hasOwn(intakes, url)) return null;
    if (mediaTypeRefusal(headers['content-type'], [JSON_TYPE])) return null;
    // The door decides on a request once: what it has said here it says again on the long way.
    if (access.admit(request, response).verdict.kind !== 'allowed') return null;
    watcher.watch(request, response, () => url);
    return intakes[url] ?? null;
  }

  async #run(take: RoadIntakes[string], request: IncomingMessage, response: ServerResponse): Promise<void> {
    try {
      if (saysLong(request)) this.#askGate(request);
      const body = await readBody(request, MAX_BODY_BYTES);
      this.#askGate(request);
      const answer = await take(body);
      sendJson(response, answer.status, answer.body);
    } catch (error) {
      this.parts.problems.tell(error, problemOf(error), request, response);
    }
  }

  #askGate(request: IncomingMessage): void {
    const refusal = this.parts.gate.refusal(senderAddress(request));
    if (refusal) throw new DoorError(refusal);
  }
}
