// Shift pressed three times, as on GOV.UK pages that can be left in a hurry.

const TIMES = 3;
const PAUSE = 5000;

/** Calls `pressed` with the presses that are left, null when the last one is too long ago. */
export class ThreeShifts {
  #pressed;
  #count = 0;
  #alone = false;
  #timer = 0;

  constructor(pressed) {
    this.#pressed = pressed;
  }

  listen() {
    window.addEventListener("keydown", this.#down, true);
    window.addEventListener("keyup", this.#up, true);
  }

  stop() {
    window.removeEventListener("keydown", this.#down, true);
    window.removeEventListener("keyup", this.#up, true);
    this.#forget();
  }

  /** With another key it makes a capital letter and does not count. */
  #down = ({ key }) => {
    this.#alone = key === "Shift";
  };

  #up = ({ key }) => {
    if (key !== "Shift" || !this.#alone) return;
    this.#alone = false;
    this.#count += 1;
    const left = TIMES - this.#count;
    clearTimeout(this.#timer);
    if (left > 0) this.#timer = setTimeout(() => this.#expire(), PAUSE);
    else this.#forget();
    this.#pressed(left);
  };

  #expire() {
    this.#forget();
    this.#pressed(null);
  }

  #forget() {
    clearTimeout(this.#timer);
    this.#count = 0;
  }
}
