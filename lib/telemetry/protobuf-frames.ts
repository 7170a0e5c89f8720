type Expected = "tag" | "value" | "length";

const VARINT_MOST = 10;
const LENGTH_MOST = 2 ** 31 - 1;
const TAG_MOST = 2 ** 32 - 1;

/**
 * Looks at a protobuf message while it passes, and keeps none of it: whether its own fields begin with possible tags and end
 * where they said. What is inside of them is the collector's to read.
 */
export class ProtobufFrames {
  #expected: Expected = "tag";
  #value = 0;
  #digits = 0;
  #skip = 0;

  /** Takes the next bytes; false once it cannot be a message any more. */
  add(chunk: Uint8Array): boolean {
    let at = 0;
    while (at < chunk.length) {
      if (this.#skip > 0) {
        const passed = Math.min(this.#skip, chunk.length - at);
        this.#skip -= passed;
        at += passed;
      } else if (!this.#digit(chunk[at++] ?? 0)) return false;
    }
    return true;
  }

  /** Whether what came so far is a whole message. */
  get whole(): boolean {
    return this.#skip === 0 && this.#expected === "tag" && this.#digits === 0;
  }

  #digit(byte: number): boolean {
    if (this.#digits >= VARINT_MOST) return false;
    this.#value += (byte & 0x7f) * 2 ** (7 * this.#digits++);
    return byte >= 0x80 || this.#number(this.#value);
  }

  #number(value: number): boolean {
    const expected = this.#expected;
    this.#expected = "tag";
    this.#value = 0;
    this.#digits = 0;
    if (expected === "tag") return this.#tag(value);
    if (expected === "length") this.#skip = value;
    return expected === "value" || value <= LENGTH_MOST;
  }

  #tag(tag: number): boolean {
    if (tag < 8 || tag > TAG_MOST) return false; // no field has the number 0
    const wireType = tag % 8;
    if (wireType === 0) this.#expected = "value";
    else if (wireType === 2) this.#expected = "length";
    else if (wireType === 1) this.#skip = 8;
    else if (wireType === 5) this.#skip = 4;
    else return false; // groups are older than OTLP
    return true;
  }
}
