// Talks to the gateway: starts a conversation, sends what a person says, ends it.

const PATIENCE = 30_000;

/** Why nothing came back: "lost" (no connection), "down" (fault), "busy" (wait), "refused". */
export class Failure extends Error {
  constructor(reason, { seconds = null, detail = null } = {}) {
    super(reason);
    this.reason = reason;
    this.seconds = seconds;
    this.detail = detail;
  }
}

/** One conversation; its id lives only here. */
export class Conversation {
  #address;
  #audience;
  #credentials;
  #id = null;
  #starting = null;

  constructor(address, audience) {
    this.#address = address;
    this.#audience = audience;
    this.#credentials = audience === "public" ? "omit" : "same-origin";
  }

  /** The first messages, for whoever asked first; all others wait and get none. */
  async start() {
    if (this.#starting) {
      await this.#starting;
      return [];
    }
    this.#starting = this.#begin();
    try {
      return await this.#starting;
    } finally {
      this.#starting = null;
    }
  }

  /** `{messages, reference, restarted}`: one that ended by itself is replaced by a new one. */
  async say(text) {
    const opening = this.#id === null ? await this.start() : [];
    const answer = await this.#send(text);
    if (answer.status !== 404 || this.#id === null) {
      const { messages, reference } = await bodyOf(answer);
      return { messages: [...opening, ...messages], reference, restarted: false };
    }
    await this.#forget().start();
    const { messages, reference } = await bodyOf(await this.#send(text));
    return { messages, reference, restarted: true };
  }

  /** What a person thought of one reply; false where that was not kept. */
  async rate(opinion) {
    const answer = await this.#post(`/conversations/${this.#id}/feedback`, opinion).catch(() => null);
    return answer?.ok ?? false;
  }

  /** Erases it on the server; a failure to do so does not hold anybody up. */
  async end() {
    if (this.#id === null) return;
    const address = `${this.#address}/conversations/${this.#id}`;
    this.#forget();
    const request = { method: "DELETE", keepalive: true, credentials: this.#credentials };
    await fetch(address, request).catch(() => null);
  }

  #forget() {
    this.#id = null;
    return this;
  }

  async #begin() {
    const answer = await this.#post("/conversations", { audience: this.#audience });
    const { id, messages } = await bodyOf(answer);
    this.#id = id;
    return messages;
  }

  #send(text) {
    return this.#post(`/conversations/${this.#id}/messages`, { text });
  }

  async #post(path, body) {
    const request = {
      method: "POST",
      credentials: this.#credentials,
      headers: { "content-type": "application/json", accept: "application/json" },
      body: JSON.stringify(body),
      signal: AbortSignal.timeout(PATIENCE),
    };
    try {
      return await fetch(this.#address + path, request);
    } catch {
      throw new Failure("lost");
    }
  }
}

async function bodyOf(answer) {
  const body = await answer.json().catch(() => null);
  if (answer.ok && body) return body;
  if (answer.status === 429) throw new Failure("busy", { seconds: waitOf(answer) });
  if (answer.ok || answer.status >= 500) throw new Failure("down");
  throw new Failure("refused", { detail: body?.detail ?? null });
}

/** Retry-After in seconds, whether it is a number or a date. */
function waitOf(answer) {
  const value = answer.headers.get("retry-after") ?? "";
  const seconds = /^\d+$/.test(value) ? Number(value) : (Date.parse(value) - Date.now()) / 1000;
  return Number.isFinite(seconds) && seconds > 0 ? Math.ceil(seconds) : 30;
}
