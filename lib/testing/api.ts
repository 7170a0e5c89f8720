import pino from "pino";
import { createApi } from "@/lib/api/app";
import type { Db } from "@/lib/db/client";
import { Limiter, NO_LIMITS } from "@/lib/limits/limiter";
import { findPresented } from "@/lib/tokens/verify-token";
import { UsageLedger } from "@/lib/usage/ledger";
import { issue, seedAccount } from "./account";
import { breachOf } from "./contract/hold";
import { noteSeen } from "./contract/seen";
import { beforeItGoes } from "./database";

export const UNKNOWN_ID = "0123456789abcdef01234567";
export const ID = /^[0-9a-f]{24}$/;

/** The same application, but that an answer which is not as the contract declares it is thrown instead. */
export function held(api: ReturnType<typeof createApi>): ReturnType<typeof createApi> {
  const plain = api.fetch;
  api.fetch = async (request, ...rest) => {
    const answer = await plain(request, ...rest);
    const asked = request.headers.get("x-http-method-override")?.toUpperCase();
    const method = request.method === "POST" && asked ? asked : request.method;
    const { pathname } = new URL(request.url);
    const type = answer.headers.get("content-type");
    const breach = breachOf({ method, path: pathname, status: answer.status, type, text: await answer.clone().text() });
    if (breach) throw new Error(breach);
    noteSeen(method, pathname, answer.status);
    return answer;
  };
  return api;
}

/** The API on a test's database, called within the process; every answer must be as the contract declares it, and without limits unless the test gives some. */
export function testApi(db: Db, limiter: Limiter = new Limiter(NO_LIMITS)) {
  const log = pino({ level: "silent" });
  const uses = new UsageLedger(db, (error) => {
    throw error;
  });
  beforeItGoes(() => uses.flush());
  const api = held(createApi({ db, present: (secret) => findPresented(db, secret), uses, log, limiter }));

  async function call(
    secret: string | null,
    method: string,
    path: string,
    body?: unknown,
    headers: Record<string, string> = {},
  ) {
    const authorization = secret === null ? {} : { authorization: secret };
    const raw = typeof body === "string" || body instanceof Uint8Array ? body : JSON.stringify(body);
    const answer = await api.request(`/api/v2${path}`, {
      method,
      headers: { ...authorization, "content-type": "application/json", ...headers },
      ...(body === undefined ? {} : { body: raw as BodyInit }),
    });
    const text = await answer.text();
    return { status: answer.status, headers: answer.headers, text, json: text === "" ? null : JSON.parse(text) };
  }

  /** An account with an Owner, a Reader, and a token of each. */
  async function people() {
    const account = await seedAccount(db);
    const [owner, reader] = [await account.join("owner"), await account.join("reader")];
    const [ownerToken, readerToken] = [await issue(db, owner, { role: "owner" }), await issue(db, reader)];
    return { account, owner, reader, secret: ownerToken.secret, readers: readerToken.secret };
  }

  return {
    api,
    uses,
    log,
    limiter,
    call,
    people,
    get: (secret: string | null, path: string) => call(secret, "GET", path),
  };
}
