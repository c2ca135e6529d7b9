// Goes to a neutral page in place of this one, so that Back does not return here.

const MOST = 150; // milliseconds that the erasure may take to be sent

/** Waits a moment for `erased`, then goes. */
export async function leaveFor(address, erased) {
  await Promise.race([erased, new Promise((done) => setTimeout(done, MOST))]);
  askNothing();
  tellNoReferrer();
  location.replace(address);
}

/** A page that asks "Do you want to stay?" would hold the person up, so it can no longer ask. */
function askNothing() {
  window.onbeforeunload = null;
  const { prototype } = BeforeUnloadEvent;
  prototype.preventDefault = () => {};
  Object.defineProperty(prototype, "returnValue", { get: () => "", set: () => {} });
}

/** The neutral site does not learn which page was left. */
function tellNoReferrer() {
  const wish = document.createElement("meta");
  wish.name = "referrer";
  wish.content = "no-referrer";
  document.head.append(wish);
}
