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
  #id = null;
  #starting = null;

  constructor(address, audience) {
    this.#address = address;
    this.#audience = audience;
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

  /** `{messages, restarted}`: an ended conversation is replaced by a new one. */
  async say(text) {
    const opening = this.#id === null ? await this.start() : [];
    const answer = await this.#send(text);
    if (answer.status !== 404) {
      const { messages } = await bodyOf(answer);
      return { messages: [...opening, ...messages], restarted: false };
    }
    await this.#forget().start();
    const { messages } = await bodyOf(await this.#send(text));
    return { messages, restarted: true };
  }

  /** Erases it on the server; a failure to do so does not hold anybody up. */
  async end() {
    if (this.#id === null) return;
    const address = `${this.#address}/conversations/${this.#id}`;
    this.#forget();
    await fetch(address, { method: "DELETE", keepalive: true }).catch(() => null);
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
