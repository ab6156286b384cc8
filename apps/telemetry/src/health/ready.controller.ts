import { EVENT_LOG, type EventLog } from '@callscope/event-log';
import { cursorOf } from '@callscope/live-feed';
import { Views } from '@callscope/projections';
import { Controller, Get, Inject, Res } from '@nestjs/common';
import { PressureGate } from '../door/pressure.gate';
import type { HttpResponse } from '../http-types';
import { IntakeLedger } from '../metrics/intake-ledger';
import { StorageProbe } from './storage-probe';

/**
 * `GET /ready`: may this service be sent work, how far is each read model, and what came in last. Contract §3.
 * Answers 503 with the same body while the intake refuses everybody, or the log can store nothing.
 */
@Controller('ready')
export class ReadyController {
  constructor(
    @Inject(EVENT_LOG) private readonly log: EventLog,
    private readonly views: Views,
    private readonly gate: PressureGate,
    private readonly ledger: IntakeLedger,
    private readonly storage: StorageProbe,
  ) {}

  @Get()
  async ready(@Res({ passthrough: true }) response: HttpResponse): Promise<object> {
    const refusal = this.gate.refusal() ?? (await this.storage.refusal());
    const { head, logId } = this.log;
    if (refusal) response.status(refusal.status).setHeader('Retry-After', String(refusal.retryAfterS));
    const projections = this.views.readModels.map(({ name, position, deadLetters, rebuilding }) => [
      name,
      {
        position,
        lag: head - position,
        dead_letters: deadLetters,
        ...(rebuilding !== null && { rebuilding: { position: rebuilding, lag: head - rebuilding } }),
      },
    ]);
    return {
      ready: refusal === null,
      ...(refusal && { reason: refusal.message }),
      log: { log: logId, position: head, head: head === 0 ? null : cursorOf(logId, head) },
      projections: Object.fromEntries(projections) as object,
      intake: { last_accepted_at: this.ledger.lastAcceptedAt, last_refused: this.ledger.lastRefused },
    };
  }
}
