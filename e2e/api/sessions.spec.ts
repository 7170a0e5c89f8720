import path from "node:path";
import { expect, test } from "@playwright/test";
import { age } from "../support/database";
import { cookiesOf, enter, post } from "../support/entering";
import { operator } from "../support/operator";
import { OwnServer } from "../support/own-server";
import { aPerson, type Person, signIn } from "../support/people";
import { type RawAnswer, raw } from "../support/raw";
import { serverLog, serverOrigin } from "../support/server";

const HTTPS = "https://latchkey.example";
const OWNER = { email: "owner@acme.example", password: "violet umbrellas walk at dawn" };

/** A server of a test's own on which the Owner has a password. */
async function aServer(env: Record<string, string> = {}): Promise<OwnServer> {
  const server = new OwnServer(env);
  server.operator(
    ["member", "create", "--email", OWNER.email, "--role", "owner", "--password-stdin"],
    `${OWNER.password}\n`,
  );
  expect(await server.start()).toBeNull();
  return server;
}

const opens = async (cookie: string, origin = serverOrigin()) =>
  (await raw("GET", "/tokens", { cookie }, undefined, origin)).status === 200;
const addressIn = ({ body, headers }: RawAnswer) =>
  headers.location ?? (JSON.parse(body) as { url?: string }).url ?? "nowhere";
const attributes = (line: string | undefined) =>
  (line ?? "")
    .split("; ")
    .slice(1)
    .map((part) => part.replace(/^Expires=.*/, "Expires"))
    .sort();
const signedIn = async (person: Pick<Person, "email" | "password">, cookie = "") => {
  const entered = await enter(person, { cookie });
  expect([entered.answer.status, await opens(entered.cookie)]).toEqual([200, true]);
  return entered.cookie;
};

test("P17 · the session's cookie is this host's alone: on a loopback out of reach of scripts, behind https bound to the host and to https", async () => {
  const { answer } = await enter(aPerson("reader"));
  const plain = cookiesOf(answer);
  expect(attributes(plain["latchkey.sid"])).toEqual(["Expires", "HttpOnly", "Path=/", "SameSite=Lax"]);

  const server = await aServer({ LATCHKEY_URL: HTTPS });
  const secure = await enter(OWNER, { origin: server.origin, own: HTTPS });
  const cookies = cookiesOf(secure.answer);
  expect(attributes(cookies["__Host-latchkey.sid"])).toEqual([
    "Expires",
    "HttpOnly",
    "Path=/",
    "SameSite=Lax",
    "Secure",
  ]);
  expect(await opens(secure.cookie, server.origin)).toBe(true);
  expect(await opens(secure.cookie.replaceAll("__Host-latchkey.sid", "latchkey.sid"), server.origin)).toBe(false);
  const csrf = await raw("GET", "/api/auth/csrf", {}, undefined, server.origin);
  for (const [name, line] of Object.entries({ ...plain, ...cookies, ...cookiesOf(csrf) })) {
    expect([name, /;\s*domain=/i.test(line), /;\s*httponly/i.test(line)]).toEqual([name, false, true]);
    if (line !== plain[name])
      expect([name, /^__(Host|Secure)-/.test(name), /;\s*secure/i.test(line)]).toEqual([name, true, true]);
  }
  await server.end("SIGTERM");
  server.remove();
});

test("P17 · an id that a browser brings along is never taken over: each sign-in makes its own, and ends what was there before", async () => {
  const [member, other] = [aPerson("reader"), aPerson("reader")];
  const planted = "latchkey.sid=planted-by-somebody";
  const first = await signedIn(member, planted);
  expect(first).not.toContain("planted");
  expect(await opens(planted)).toBe(false);
  const second = await signedIn(member, first);
  expect([second === first, await opens(first)]).toEqual([false, false]);
  const elsewhere = await signedIn(member);
  const third = await signedIn(other, second); // somebody else at the same browser
  expect([await opens(second), await opens(elsewhere), await opens(third)]).toEqual([false, true, true]);
  const failed = await enter({ ...other, password: "not the password" }, { cookie: third });
  expect([failed.answer.status, await opens(third)]).toEqual([401, true]);
});

test("P17 · what is posted as an update of the session changes nothing, and the session tells scripts nothing but its end", async () => {
  const [member, other] = [aPerson("reader"), aPerson("owner")];
  const cookie = await signedIn(member);
  const data = { sid: "another", email: other.email, name: other.name, user: { email: other.email } };
  const csrf = await raw("GET", "/api/auth/csrf", { cookie });
  const { csrfToken } = JSON.parse(csrf.body) as { csrfToken: string };
  const jar = `${cookie}; ${(csrf.headers["set-cookie"] ?? []).map((line) => line.split(";", 1)[0]).join("; ")}`;
  const own = { cookie: jar, origin: serverOrigin(), "content-type": "application/json" };
  const answer = await raw("POST", "/api/auth/session", own, JSON.stringify({ csrfToken, data }));
  expect(answer.status).toBe(200);
  const told = await raw("GET", "/api/auth/session", { cookie });
  for (const { body } of [answer, told]) expect(Object.keys(JSON.parse(body) as object)).toEqual(["expires"]);
  const after = cookiesOf(answer)["latchkey.sid"]?.split(";", 1)[0] ?? cookie;
  const page = await raw("GET", "/account", { cookie: after });
  expect([page.status, page.body.includes(member.email), page.body.includes(other.email)]).toEqual([200, true, false]);
});

test("P17 · nobody writes into the log by next-auth's door for it", async () => {
  const mark = `forged-${Date.now()}`;
  for (const level of ["error", "warn", "debug", "__proto__", "constructor"]) {
    const { answer } = await post("/api/auth/_log", { level, code: mark, message: mark, name: mark });
    expect([answer.status < 500, answer.body.includes(mark)]).toEqual([true, false]);
  }
  expect(serverLog()).not.toContain(mark);
});

test("I7 · a sealed session in a header opens no page, no session and no API", async () => {
  const cookie = await signedIn(aPerson("owner"));
  const sealed = /latchkey\.sid=([^;]+)/.exec(cookie)?.[1] ?? "";
  for (const authorization of [`Bearer ${sealed}`, sealed, `Bearer ${encodeURIComponent(sealed)}`]) {
    const answers = [
      await raw("GET", "/tokens", { authorization }),
      await raw("GET", "/api/auth/session", { authorization }),
      await raw("GET", "/api/v2/tokens", { authorization }),
      await raw("POST", "/audit/export", { authorization, origin: serverOrigin() }),
    ];
    expect(answers.map(({ status }) => status)).toEqual([307, 200, 401, 307]);
    expect(answers[1]?.body).toBe("{}");
  }
});

const ELSEWHERE = [
  "//evil.example",
  "///evil.example",
  "/\\evil.example",
  "\\\\evil.example",
  "/\t/evil.example",
  "\t//evil.example",
  "/\n/evil.example",
  "https:evil.example",
  "https:/evil.example",
  "https://evil.example",
  "HTTPS://EVIL.EXAMPLE",
  "http://evil.example",
  "javascript:alert(1)",
  "java\nscript:alert(1)",
  "data:text/html,x",
  "%2f%2fevil.example",
  "/%09/evil.example",
  "/..//evil.example",
  "@evil.example",
  ".evil.example",
  "http://127.0.0.1.evil.example",
  "http://127.0.0.1@evil.example",
  "http://127.0.0.1:1/",
  "\u0000//evil.example",
];

test("I37 · signing in and out lead to this site alone, whatever address they are given", async () => {
  const member = aPerson("reader");
  const own = serverOrigin();
  let kept = 0;
  for (const callbackUrl of ELSEWHERE) {
    const { answer, cookie } = await enter(member, { callbackUrl });
    const out = await post("/api/auth/signout", { callbackUrl }, { cookie });
    const asked = await raw("GET", `/api/auth/signin?callbackUrl=${encodeURIComponent(callbackUrl)}`);
    const failed = await raw("GET", `/api/auth/error?error=x&callbackUrl=${encodeURIComponent(callbackUrl)}`);
    for (const each of [answer, out.answer, asked, failed]) {
      const where = addressIn(each);
      expect([callbackUrl, where, new URL(where, own).origin]).toEqual([callbackUrl, where, own]);
      const remembered = cookiesOf(each)["latchkey.callback-url"]?.split(/[=;]/)[1];
      if (remembered === undefined) continue;
      kept++;
      expect([callbackUrl, new URL(decodeURIComponent(remembered), own).origin]).toEqual([callbackUrl, own]);
    }
  }
  expect(kept, "an address is remembered in a cookie").toBeGreaterThan(0);
  const { answer } = await enter(member, { callbackUrl: "/members" });
  expect(addressIn(answer)).toBe(`${own}/members`); // an address of ours is kept
});

test("I38 · with its address configured, no Host and no header of a proxy reaches an address that is sent", async () => {
  const server = await aServer({ LATCHKEY_URL: HTTPS });
  const forged = {
    host: "evil.example",
    "x-forwarded-host": "evil.example",
    "x-forwarded-proto": "http",
    "x-forwarded-port": "81",
    forwarded: "host=evil.example;proto=http",
  };
  const { cookie } = await enter(OWNER, { origin: server.origin, own: HTTPS });
  const sent: Record<string, RawAnswer> = {};
  for (const path of [
    "/tokens",
    "/sign-in",
    "/settings",
    "/docs/api",
    "/api/auth/providers",
    "/api/auth/signin",
    "/api/v2/openapi.json",
    "/.well-known/oauth-authorization-server",
  ]) {
    sent[path] = await raw("GET", path, { ...forged, cookie }, undefined, server.origin);
  }
  const sending = { ...forged, cookie, origin: HTTPS, "content-type": "application/x-www-form-urlencoded" };
  sent["signing out"] = await raw("POST", "/api/auth/signout", sending, "csrfToken=x&json=true", server.origin);
  for (const [what, { status, headers, body }] of Object.entries(sent)) {
    expect([what, status < 500, /evil\.example/i.test(JSON.stringify(headers) + body)]).toEqual([what, true, false]);
  }
  const foreign = await raw(
    "POST",
    "/api/auth/signout",
    { ...sending, origin: "http://evil.example" },
    "json=true",
    server.origin,
  );
  expect(foreign.status).toBe(403);
  const link = server.operator(["member", "reset-link", "--email", OWNER.email]).trim();
  expect(new URL(link).origin).toBe(HTTPS);
  await server.end("SIGTERM");
  server.remove();
});

test("I9 · a session ends an hour after its last use and a day after it began, and at once when it is ended, wherever its cookie was copied to", async ({
  page,
}) => {
  const member = aPerson("reader");
  const idle = await signedIn(member);
  await age(member.email, "last_seen_at", 61);
  expect(await opens(idle)).toBe(false);
  const old = await signedIn(member);
  await age(member.email, "created_at", 24 * 60 + 1);
  expect(await opens(old)).toBe(false);

  const stolen = await signedIn(member);
  const out = await post("/api/auth/signout", { callbackUrl: "/" }, { cookie: stolen });
  expect([out.answer.status, await opens(stolen)]).toEqual([200, false]);
  expect(cookiesOf(out.answer)["latchkey.sid"]).toMatch(/^latchkey\.sid=;.*Max-Age=0|^latchkey\.sid=;.*1970/);

  await signIn(page, member);
  const copy = (await page.context().cookies()).map(({ name, value }) => `${name}=${value}`).join("; ");
  const other = await signedIn(member);
  await page.goto("/account");
  await page.getByLabel("Current password").fill(member.password);
  await page.getByLabel("New password").fill("green lanterns hum all night");
  await page.getByRole("button", { name: "Change password" }).click();
  await expect(page.getByText("Password changed.")).toBeVisible();
  expect([await opens(other), await opens(copy)]).toEqual([false, false]); // this browser has another id now
  await page.goto("/tokens");
  await expect(page.getByRole("heading", { level: 1, name: /Access tokens/ })).toBeVisible();

  const kept = await signedIn({ ...member, password: "green lanterns hum all night" });
  await page.goto(new URL(operator(["member", "reset-link", "--email", member.email]).trim()).pathname);
  await page.getByLabel("Password", { exact: true }).fill("purple ladders sing by noon");
  await page.getByRole("button", { name: "Set password" }).click();
  await expect(page.getByRole("heading", { level: 1, name: /Access tokens/ })).toBeVisible();
  expect(await opens(kept)).toBe(false);
});

test("I23 · a host whose clock goes ten years wrong ends no session and keeps none alive", async () => {
  test.setTimeout(180_000);
  const clock: Record<string, string> = {};
  const server = await aServer(clock);
  const { cookie } = await enter(OWNER, { origin: server.origin });
  expect(await opens(cookie, server.origin)).toBe(true);
  for (const years of [10, -10]) {
    await server.end("SIGTERM");
    const shift = `{const R=Date,d=${years}*365*864e5;globalThis.Date=class extends R{constructor(...a){a.length?super(...a):super(R.now()+d)}static now(){return R.now()+d}}}`;
    clock["NODE_OPTIONS"] = `--import=data:text/javascript,${encodeURIComponent(shift)}`;
    expect(await server.start()).toBeNull();
    const told = await raw("GET", "/api/auth/session", { cookie }, undefined, server.origin);
    const { expires } = JSON.parse(told.body) as { expires: string };
    expect(Math.round((Date.parse(expires) - Date.now()) / (365 * 864e5))).toBe(years); // the clock is wrong
    expect([years, await opens(cookie, server.origin)]).toEqual([years, true]);
  }
  await age(OWNER.email, "last_seen_at", 61, path.join(server.folder, "data"));
  expect(await opens(cookie, server.origin)).toBe(false);
  await server.end("SIGTERM");
  server.remove();
});
