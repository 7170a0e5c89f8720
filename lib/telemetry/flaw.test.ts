import { gzipSync } from "node:zlib";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { Budget } from "./budget";
import { flawOf } from "./flaw";
import { UNPACKED_MOST } from "./limits";
import { ProtobufFrames } from "./protobuf-frames";

const MIB = 1024 * 1024;
const look = (format: "protobuf" | "json", bytes: Buffer, packed = false) => {
  const budget = new Budget(64 * MIB, 64 * MIB);
  const share = budget.open("token");
  return flawOf({ format, bytes, encoding: packed ? "gzip" : "identity" }, share).finally(() => share.end());
};

/** A field as protobuf writes it: a tag, then what its wire type says. */
const varint = (value: bigint): number[] =>
  value < 0x80n ? [Number(value)] : [Number(value & 0x7fn) | 0x80, ...varint(value >> 7n)];
const field = fc.oneof(
  fc.bigInt(0n, 2n ** 64n - 1n).map((value) => ({ wire: 0n, bytes: varint(value) })),
  fc.uint8Array({ minLength: 8, maxLength: 8 }).map((bytes) => ({ wire: 1n, bytes: [...bytes] })),
  fc.uint8Array({ maxLength: 300 }).map((bytes) => ({ wire: 2n, bytes: [...varint(BigInt(bytes.length)), ...bytes] })),
  fc.uint8Array({ minLength: 4, maxLength: 4 }).map((bytes) => ({ wire: 5n, bytes: [...bytes] })),
);
const encoded = fc
  .tuple(fc.bigInt(1n, 2n ** 29n - 1n), field)
  .map(([number, { wire, bytes }]) => [...varint((number << 3n) | wire), ...bytes]);
const message = fc.array(encoded, { minLength: 1, maxLength: 8 });

describe("a body is refused", () => {
  test.each([
    ["the field number 0", [0x02, 0x00]],
    ["a group", [0x0b, 0x0c]],
    ["a wire type that there is none of", [0x0f]],
    ["a number that goes on and on", [0x08, ...Array(10).fill(0xff), 0x01]],
    ["a length beyond all bounds", [0x0a, 0xff, 0xff, 0xff, 0xff, 0x7f]],
    ["a field that ends too soon", [0x0a, 0x05, 1, 2]],
    ["text", [...Buffer.from("resourceSpans")]],
    ["JSON", [...Buffer.from('{"resourceSpans":[]}')]],
  ])("as protobuf with %s", async (_, bytes) => {
    expect(await look("protobuf", Buffer.from(bytes))).toBe("malformed");
  });

  test.each(["", "{", "[]", "null", '"resourceSpans"', '{"resourceSpans":[]} {}', "\xef\xbb"])(
    "as JSON that is no object: %j",
    async (text) => {
      expect(await look("json", Buffer.from(text, "latin1"))).toBe("malformed");
    },
  );

  test("as gzip that is none, is cut short or is spoilt", async () => {
    const packed = gzipSync(Buffer.from('{"resourceSpans":[]}'));
    const spoilt = Buffer.from(packed);
    spoilt.writeUInt32LE(0, spoilt.length - 8); // its checksum
    for (const bytes of [Buffer.from("{}"), packed.subarray(0, -9), packed.subarray(0, 5), spoilt, Buffer.alloc(0)])
      expect(await look("json", bytes, true)).toBe("malformed");
  });

  test("as too long once it is unpacked, however small it was", async () => {
    const bomb = gzipSync(Buffer.alloc(200 * MIB, 0x20));
    expect(bomb.length).toBeLessThan(MIB / 4);
    expect(await look("json", bomb, true)).toBe("too-long");
    const length = varint(BigInt(200 * MIB));
    expect(
      await look("protobuf", gzipSync(Buffer.concat([Buffer.from([0x0a, ...length]), Buffer.alloc(200 * MIB)])), true),
    ).toBe("too-long");
  });

  test("for want of room, before it is gathered", async () => {
    const budget = new Budget(MIB, MIB / 2);
    const share = budget.open("token");
    const json = Buffer.from(JSON.stringify({ text: "x".repeat(MIB) }));
    expect(await flawOf({ format: "json", encoding: "gzip", bytes: gzipSync(json) }, share)).toBe("share-used");
    expect(budget.held).toBeLessThanOrEqual(MIB / 2);
  });
});

describe("a body is taken", () => {
  test("however its protobuf is cut in pieces, and never without its end", () => {
    fc.assert(
      fc.property(message, fc.nat(), fc.nat(), (fields, cut, end) => {
        const bytes = Buffer.from(fields.flat());
        const at = cut % (bytes.length + 1);
        const frames = new ProtobufFrames();
        expect(frames.add(bytes.subarray(0, at)) && frames.add(bytes.subarray(at)) && frames.whole).toBe(true);
        // Where a field ends, a message may end, too.
        const ends = fields.map((_, count) => fields.slice(0, count).flat().length);
        const short = end % bytes.length;
        const cutShort = new ProtobufFrames();
        expect(cutShort.add(bytes.subarray(0, short))).toBe(true);
        expect(cutShort.whole).toBe(ends.includes(short));
      }),
    );
  });

  test("as a message without fields, as JSON, and packed, up to the bound", async () => {
    expect(await look("protobuf", Buffer.alloc(0))).toBeNull();
    expect(await look("protobuf", gzipSync(Buffer.alloc(0)), true)).toBeNull();
    expect(await look("json", Buffer.from(' {"resourceSpans": []}\n'))).toBeNull();
    const most = UNPACKED_MOST.json - '{"text":""}'.length;
    const json = (length: number) => gzipSync(JSON.stringify({ text: "x".repeat(length) }));
    expect(await look("json", json(most), true)).toBeNull();
    expect(await look("json", json(most + 1), true)).toBe("too-long");
  });
});
