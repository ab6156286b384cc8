import { allRejected, NativeIntake, type NativeResult } from '@callscope/intake';
import { Views } from '@callscope/projections';
import { Controller, Post, Req, Res, UseGuards } from '@nestjs/common';
import { heldLines } from '../access/held-lines';
import { bodyStream } from '../door/body-stream';
import { bytesOf, LINES_TYPE } from '../door/json-body.middleware';
import { mediaTypeOf } from '../door/media-type';
import { EaseOff } from '../door/ease-off';
import { NotBehindGuard } from '../door/not-behind.guard';
import { pacedBody } from '../door/paced-body';
import type { HttpRequest, HttpResponse } from '../http-types';

/** `POST /api/v2/events`: events as Callscope itself defines them. Answered once they are on disk. Contract §1.2. */
@Controller('api/v2/events')
@UseGuards(NotBehindGuard)
export class EventsIntakeController {
  constructor(
    private readonly intake: NativeIntake,
    private readonly easeOff: EaseOff,
    private readonly views: Views,
  ) {}

  @Post()
  async take(@Req() request: HttpRequest, @Res({ passthrough: true }) response: HttpResponse): Promise<NativeResult> {
    const isLines = mediaTypeOf(request.headers['content-type']) === LINES_TYPE;
    const { status, body } = isLines ? await this.#takeLines(request) : await this.takeJson(bytesOf(request));
    response.status(status);
    return body;
  }

  /** The answer to a whole body of JSON. */
  async takeJson(body: Uint8Array): Promise<{ readonly status: number; readonly body: NativeResult }> {
    await this.easeOff.pause();
    return answerTo(await this.intake.acceptJson(body, Date.now));
  }

  async #takeLines(request: HttpRequest): Promise<{ readonly status: number; readonly body: NativeResult }> {
    const pieces = pacedBody(heldLines(bodyStream(request)), this.views);
    return answerTo(await this.intake.acceptLines(pieces, Date.now));
  }
}

function answerTo(result: NativeResult): { readonly status: number; readonly body: NativeResult } {
  return { status: allRejected(result) ? 422 : 200, body: result };
}
