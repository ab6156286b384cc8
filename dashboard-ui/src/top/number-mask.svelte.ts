import { remember, remembered } from '../theme/remembered';

/** Whether the page hides most digits of all numbers: somebody looks over the shoulder. */
class NumberMask {
  #on = $state(remembered('mask') === 'on');

  get on(): boolean {
    return this.#on;
  }

  turn(): void {
    this.#on = !this.#on;
    remember('mask', this.#on ? 'on' : 'off');
  }
}

export const numberMask = new NumberMask();
