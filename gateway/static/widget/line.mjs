// The few words that the page and the frame in it say to each other.

/** Hears only `from`, and only at one of the origins; `answers` are functions by word. */
export function hear(from, origins, answers) {
  window.addEventListener("message", (event) => {
    if (!event.source || event.source !== from()) return;
    if (!origins.includes(event.origin)) return;
    const { safeguarding: word, value } = event.data ?? {};
    if (Object.hasOwn(answers, word)) answers[word](value, event.origin);
  });
}

/** Says it to one origin alone. */
export function tell(to, origin, word, value = null) {
  to?.postMessage({ safeguarding: word, value }, origin);
}
