import fc from "fast-check";
import pino from "pino";
import { expect, test } from "vitest";
import { newId } from "@/lib/core/id";
import { issue, setRole } from "@/lib/testing/account";
import { testApi } from "@/lib/testing/api";
import { OPERATIONS } from "@/lib/testing/contract/document";
import { breachOf } from "@/lib/testing/contract/hold";
import { testDatabase } from "@/lib/testing/database";
import { type Fuzzed, requests } from "@/lib/testing/fuzz/requests";
import type { Place } from "@/lib/testing/fuzz/values";
import { allow, seedRole } from "@/lib/testing/roles";
import { findPresented } from "@/lib/tokens/verify-token";
import { createApi } from "./app";

const { db } = await testDatabase();
const { uses, people, limiter } = testApi(db);
const thrown: unknown[] = [];
const log = pino({ level: "error", hooks: { logMethod: (given) => void thrown.push(given) } });
const api = createApi({ db, present: (secret) => findPresented(db, secret), uses, log, limiter });

const ACCOUNTS = 60;
const REQUESTS = 100;

/** An account with something of everything, and what its requests may be about. */
async function scene() {
  const { account, owner, reader, secret, readers } = await people();
  const powerless = await account.join("reader");
  const [other, service, nobody] = [
    await issue(db, owner),
    await issue(db, owner, { kind: "service", role: "admin" }),
    await issue(db, powerless),
  ];
  await setRole(db, powerless.id, "no_access");
  const role = await seedRole(db, owner, [allow("*", "proj/*")], { key: "deployer" });
  const callers = {
    owner: secret,
    service: service.secret,
    reader: readers,
    nobody: nobody.secret,
    garbage: "x",
    none: null,
  };
  const entries = await api.request("/api/v2/auditlog?limit=1", { headers: { authorization: secret } });
  const { items } = (await entries.json()) as { items: { _id: string }[] };
  const places: Record<Place, string> = {
    token: other.token.id,
    serviceToken: service.token.id,
    member: reader.id,
    role: role.id,
    roleKey: "deployer",
    entry: items[0]?._id ?? "",
    nothing: newId(),
    secret: other.secret,
  };
  return { callers, places };
}

type Scene = Awaited<ReturnType<typeof scene>>;

/** Sends a request and answers with what is wrong about the answer, or null. */
async function faultOf(
  fuzzed: Fuzzed,
  { callers, places }: Scene,
  seen: (what: string) => void,
): Promise<string | null> {
  const put = (text: string) => text.replaceAll(/\{\{(\w+)\}\}/g, (whole, place: Place) => places[place] ?? whole);
  const path = put(fuzzed.path);
  const authorization = callers[fuzzed.caller];
  const bodiless = fuzzed.body === null || /^(get|head)$/i.test(fuzzed.method);
  const request = new Request(`http://latchkey.test${path}`, {
    method: fuzzed.method,
    headers: {
      "content-type": "application/json",
      ...fuzzed.headers,
      ...(authorization === null ? {} : { authorization }),
    },
    ...(bodiless ? {} : { body: (typeof fuzzed.body === "string" ? put(fuzzed.body) : fuzzed.body) as BodyInit }),
  });
  const answer = await api.fetch(request);
  const text = await answer.text();
  const { status } = answer;
  const override = request.method === "POST" ? request.headers.get("x-http-method-override")?.toUpperCase() : undefined;
  const method = override || request.method;
  seen(`${method} ${status}`);
  if (status >= 500) return `${method} ${path} is ${status}: ${JSON.stringify(thrown.at(-1))}`;
  if (TELLS_TOO_MUCH.test(text)) return `${method} ${path} tells about its insides: ${text.slice(0, 500)}`;
  const secrets = Object.values(callers).filter((secret) => secret !== null && secret.length > 10);
  if ([...secrets, places.secret].some((secret) => text.includes(secret ?? "")))
    return `${method} ${path} hands out a secret`;
  const issues = method === "POST" && (status === 201 || path.includes("/reset"));
  if (SECRET.test(issues ? text.replace(/"token":"\w+"/, "") : text)) return `${method} ${path} hands out a new secret`;
  return breachOf({ method, path, status, type: answer.headers.get("content-type"), text });
}

const SECRET = /lk[a-z]_[0-9A-Za-z]{40}/;
const TELLS_TOO_MUCH =
  /\bat \S+ \(|\.(?:ts|mjs|js):\d+|node_modules|Failed query|\b(?:insert into|select \S+ from)\b|Postgres/i;

const shown = ({ headers, body }: Fuzzed) => `${JSON.stringify(headers)} and ${JSON.stringify(body)?.slice(0, 2000)}`;

test("whatever is asked, nothing breaks, nothing is told that must not be, and every answer is as declared", async () => {
  const seed = Number(process.env["FUZZ_SEED"] ?? Math.floor(Math.random() * 2 ** 31));
  const seen = new Map<string, number>();
  let sent = 0;
  const note = (what: string) => {
    sent += 1;
    seen.set(what, (seen.get(what) ?? 0) + 1);
  };
  const faults: string[] = [];
  const sampled = fc.sample(requests, { seed, numRuns: ACCOUNTS * REQUESTS });
  for (let from = 0; from < sampled.length; from += REQUESTS) {
    const made = await scene();
    for (const fuzzed of sampled.slice(from, from + REQUESTS)) {
      const fault = await faultOf(fuzzed, made, note);
      if (fault !== null) faults.push(`${fault}\n  as ${fuzzed.caller}, with ${shown(fuzzed)}`);
    }
  }
  const counts = [...seen].sort(([a], [b]) => (a < b ? -1 : 1)).map(([what, count]) => `${what} ×${count}`);
  console.log(`${sent} requests of ${OPERATIONS.length} routes, seed ${seed}: ${counts.join(", ")}`);
  expect(faults).toEqual([]);
  expect(sent).toBeGreaterThanOrEqual(5000);
});
