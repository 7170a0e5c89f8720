import { Writable } from "node:stream";
import { DrizzleQueryError } from "drizzle-orm/errors";
import pino from "pino";
import { expect, test } from "vitest";
import { describeError } from "@/lib/log/log";
import { redact } from "./redact";
import { isPlainText, looksLikeSecret } from "./text";

const SECRET = "lkp_0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefg1kDoSC";

test("a secret in a text is cut down to its prefix and last four, wherever it stands", () => {
  expect(redact(`GET /x?token=${SECRET}&y`)).toBe("GET /x?token=lkp_***DoSC&y");
  expect(redact(`{"a":"${SECRET}"}`)).not.toContain("0123456789");
});

test("a line break in a text cannot begin a line of its own", () => {
  expect(redact("a\nINFO forged\r\u2028b")).toBe("a\\u000aINFO forged\\u000d\\u2028b");
});

test("an error of the database is logged by its code, not by its message, which holds parameters", () => {
  const cause = Object.assign(new Error(`duplicate key (${SECRET})`), { code: "23505" });
  const error = new DrizzleQueryError("insert …", [SECRET], cause);
  const lines: string[] = [];
  const sink = new Writable({
    write(chunk, _encoding, done) {
      lines.push(String(chunk));
      done();
    },
  });
  pino({ serializers: { err: describeError } }, sink).error({ err: error }, "failed");
  expect(lines.join("")).toContain("23505");
  expect(lines.join("")).not.toContain("0123456789");
});

test.each([
  ["plain", true],
  ["Ünïcødé 名前", true],
  ["tab\there", false],
  ["zero\u200bwidth", false],
  ["right\u202eto left", false],
  ["bom\ufeff", false],
  ["half\ud83d", false],
  ["whole 😀", true],
])("%j is free of hidden characters: %s", (text, plain) => {
  expect(isPlainText(text)).toBe(plain);
});

test("what looks like a secret is known, and its last four alone are not", () => {
  expect(looksLikeSecret(`see ${SECRET}.`)).toBe(true);
  expect(looksLikeSecret("lkp_…DoSC")).toBe(false);
});
