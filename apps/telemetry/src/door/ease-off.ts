import { setTimeout } from 'node:timers/promises';
import { Views } from '@callscope/projections';
import { Inject, Injectable } from '@nestjs/common';

/** Answers that came later because the read models were behind, since the start. */
export interface HeldAnswers {
  readonly answers: number;
  readonly seconds: number;
}

/** Between a whole body and its events: where the read models fall behind, its sender waits a little for its answer. */
@Injectable()
export class EaseOff {
  #answers = 0;
  #ms = 0;

  constructor(@Inject(Views) private readonly views: Pick<Views, 'easeMs'>) {}

  /** So that who tells slowly and who is held can be told apart. */
  get held(): HeldAnswers {
    return { answers: this.#answers, seconds: this.#ms / 1_000 };
  }

  async pause(): Promise<void> {
    const { easeMs } = this.views;
    if (easeMs === 0) return;
    this.#answers += 1;
    this.#ms += easeMs;
    await setTimeout(easeMs);
  }
}
