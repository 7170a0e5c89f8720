import { Writable } from "node:stream";
import { DrizzleQueryError } from "drizzle-orm/errors";
import { expect, test } from "vitest";
import { looksLikeSecret } from "@/lib/core/text";
import { tameConsole } from "./console";
import { makeLog } from "./log";

const SECRET = "lkp_0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefg1kDoSC";

/** The log as it is set up, and what it wrote. */
function aLog() {
  const written: string[] = [];
  const into = new Writable({
    write: (chunk, _, done) => {
      written.push(String(chunk));
      done();
    },
  });
  return { log: makeLog("debug", into), text: () => written.join("") };
}

const about = (message: string, more: object = {}) => ({ err: Object.assign(new Error(message), more) });
const byCause = (cause: unknown) => ({ err: new Error("outside", { cause }) });

test.each<[string, object]>([
  ["a field", { where: `see ${SECRET}` }],
  ["a field after a line break", { where: `line\n${SECRET}` }],
  ["a field after a tab", { where: `\t${SECRET}` }],
  ["a field that begins in the middle of a word", { where: `Token${SECRET}` }],
  ["an address", { url: `/api/v2/tokens?access_token=${SECRET}&x=1` }],
  ["an address that is encoded", { url: `/x?q=Bearer%20${SECRET}` }],
  ["a name of a field", { [SECRET]: 1 }],
  ["a list in an object", { a: [{ b: `Bearer ${SECRET}` }] }],
  ["an error's message", about(`cannot use ${SECRET}`)],
  ["an error's name and code", about("x", { name: SECRET, code: SECRET })],
  ["what caused an error", byCause(new Error(SECRET))],
  ["the parameters of a query", { err: new DrizzleQueryError("insert", [SECRET], new Error(SECRET)) }],
  ["the database's own detail", about("duplicate key", { code: "23505", detail: `Key (name)=(${SECRET})` })],
  ["what was thrown and is no error", { err: SECRET }],
])("I28 · what %s holds of a secret, the log does not", (_, bindings) => {
  const { log, text } = aLog();
  log.error(bindings, `failed ${SECRET}`);
  expect(text()).toContain("lkp_***DoSC"); // the message's own
  expect(looksLikeSecret(text())).toBe(false);
  expect(text()).not.toContain("0123456789ABC");
});

test("I28 · whatever is in a text, a line of the log is one line of JSON", () => {
  const { log, text } = aLog();
  const hostile = '"}\n{"level":60,"msg":"forged"}\r\u2028\u2029\u0085\u001b[2J\u009b2J\u202e\u{e0041}\u200b';
  log.warn({ agent: hostile, [hostile]: 1, err: new Error(hostile) }, hostile);
  expect(text().split("\n")).toHaveLength(2);
  expect(text().trimEnd()).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u);
  const line = JSON.parse(text());
  expect(line).toMatchObject({ level: 40, msg: hostile, agent: hostile });
  expect(new Date(line.time).getTime()).toBeGreaterThan(0);
});

test("I28 · of a request's headers and bodies, what is private is not written, at any depth", () => {
  const { log, text } = aLog();
  const headers = { Authorization: "Bearer a1", cookie: "latchkey.sid=a2", "Set-Cookie": ["a3"], "X-API-Key": "a4" };
  const body = { list: [{ password: "a5", deeper: { Token: { value: "a6" }, SECRET: "a7", passwordHash: "a8" } }] };
  log.info({ request: { headers, body }, token: "a9" }, "asked");
  expect(text()).not.toMatch(/a[1-9]\b/);
  expect(JSON.parse(text()).request.headers).toMatchObject({ Authorization: "***", cookie: "***" });
});

test("I28 · what a library prints goes the same way, and an error by its kind and place alone", () => {
  const { log, text } = aLog();
  const printer = { ...console };
  tameConsole(log, printer);
  printer.error("⨯", new DrizzleQueryError("select 1", [SECRET, "priya@acme.example"], new Error("nope")));
  printer.warn(`[next-auth] ${SECRET}\n{"level":60}`);
  printer.log("x".repeat(100_000));
  const lines = text().trimEnd().split("\n");
  expect(lines.map((line) => [JSON.parse(line).level, JSON.parse(line).from])).toEqual([
    [50, "console"],
    [40, "console"],
    [30, "console"],
  ]);
  expect(text()).not.toMatch(/0123456789ABC|priya/);
  expect(text().length).toBeLessThan(5_000);
});
