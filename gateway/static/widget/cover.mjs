// Hides all of the page at once, above anything that the page shows.

import { make } from "./make.mjs";

/** In the top layer where the browser has one for it, else above every other layer. */
export class Cover {
  view = make("div", { class: "cover", popover: "manual", hidden: true });

  show() {
    this.view.hidden = false;
    this.view.showPopover?.();
  }
}
