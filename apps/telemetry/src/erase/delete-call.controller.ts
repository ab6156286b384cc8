import { CallsQueries, type Remote } from '@callscope/projections';
import { Controller, Delete, Inject, NotFoundException, Param, Query, UseGuards } from '@nestjs/common';
import { HideCalls } from '../dashboard/hide-calls.service';
import { CaughtUpGuard } from '../door/caught-up.guard';
import { booleanOf, invalidQuery, type Query as QueryOf } from '../v2/query/read-query';
import { Eraser } from './eraser.service';

/** `DELETE /api/v2/calls/:id`: hides a call; with `?erase=true` its personal bytes leave the disk for ever. Contract §3. */
@Controller('api/v2/calls')
@UseGuards(CaughtUpGuard)
export class DeleteCallController {
  constructor(
    private readonly eraser: Eraser,
    private readonly hiding: HideCalls,
    @Inject(CallsQueries) private readonly calls: Remote<CallsQueries>,
  ) {}

  /** Answers `{erased: true, events}`, or `{changed: [ids]}` as hiding does. */
  @Delete(':id')
  async remove(@Param('id') id: string, @Query() query: QueryOf): Promise<object> {
    // Elsewhere an empty word is no word. Here it would hide what somebody wants gone.
    if (query['erase'] === '') throw invalidQuery('erase', 'must be true or false');
    if (booleanOf(query, 'erase') ?? false) {
      const erased = await this.eraser.call(id);
      if (!erased) throw new NotFoundException();
      return { erased: true, events: erased.events };
    }
    if ((await this.calls.standings([id])).length === 0) throw new NotFoundException();
    return { changed: await this.hiding.hide([id]) };
  }
}
