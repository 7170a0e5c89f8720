/** Holds a secret so that logs, JSON and React cannot print it by accident. */
export class PlainSecret {
  readonly #text: string;

  constructor(text: string) {
    this.#text = text;
  }

  /** The one way out. Its only callers are the edges that issue a secret, and the digest. */
  reveal(): string {
    return this.#text;
  }

  toJSON(): string {
    return "[secret]";
  }

  toString(): string {
    return "[secret]";
  }

  [Symbol.for("nodejs.util.inspect.custom")](): string {
    return "[secret]";
  }
}
