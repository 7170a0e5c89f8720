import http, { type IncomingHttpHeaders } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { afterEach, describe, expect, test } from "vitest";
import { type Config, readConfig } from "@/lib/config/config";
import type { CspReport } from "./csp-report";
import { frontDoor } from "./front-door";
import type { SignInTries } from "./sign-in-door";

type Seen = { method: string | undefined; url: string | undefined; headers: IncomingHttpHeaders; body: string };
type Answer = { status: number; headers: IncomingHttpHeaders; text: string };

const open: http.Server[] = [];
afterEach(() => {
  for (const server of open.splice(0)) server.close();
});

async function serve({
  env = {},
  probe = async () => {},
  restorePending = () => false,
  signIns = { enter: async () => ({ leave: () => {} }) },
}: {
  env?: Record<string, string>;
  restorePending?: () => boolean;
  probe?: () => Promise<void>;
  signIns?: SignInTries;
} = {}) {
  const seen: Seen[] = [];
  const errors: unknown[] = [];
  const reports: CspReport[] = [];
  const config: Config = readConfig({ NODE_ENV: "production", ...env });
  const note = (request: http.IncomingMessage, response: http.ServerResponse, body = "") => {
    seen.push({ method: request.method, url: request.url, headers: { ...request.headers }, body });
    response.end("page");
  };
  const door = frontDoor({
    config,
    development: false,
    api: note,
    doors: (request, response, path) => {
      if (path.endsWith("/unknown")) return false;
      note(request, response);
      return true;
    },
    figures: { type: "text/plain; version=0.0.4", text: async () => "figures\n" },
    pages: async (request, response) => {
      note(request, response, await text(request));
    },
    signIns,
    probe,
    restorePending,
    onError: (error) => errors.push(error),
    onReport: (report) => reports.push(report),
  });
  const server = http.createServer(door);
  open.push(server);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const ask = (method: string, path: string, headers: Record<string, string> = {}, body = "") =>
    new Promise<Answer>((resolve, reject) => {
      const request = http.request({ port, host: "127.0.0.1", method, path, headers, agent: false }, (response) => {
        let text = "";
        response.setEncoding("utf8").on("data", (chunk: string) => {
          text += chunk;
        });
        response.on("end", () => resolve({ status: response.statusCode ?? 0, headers: response.headers, text }));
      });
      request.on("error", reject).end(body);
    });
  return { ask, seen, errors, reports, own: `http://127.0.0.1:${port}` };
}

test("where doors are and none is, programs are told so by any method, and no page is asked", async () => {
  const { ask, seen } = await serve();
  for (const method of ["GET", "POST", "PUT"])
    for (const prefix of ["authz", "access/v1/search", "oauth", "otlp", ".well-known"]) {
      const answer = await ask(method, `/${prefix}/unknown`);
      expect([answer.status, answer.headers["content-type"]]).toEqual([404, "application/problem+json"]);
      expect(JSON.parse(answer.text)).toMatchObject({ status: 404, detail: expect.stringContaining("no such door") });
    }
  expect(seen).toEqual([]);
});

describe("a request that changes something must prove that a page of ours sent it (invariant I34)", () => {
  test("refused: no proof, a foreign origin, none, a malformed one, a forged forwarded host, another site", async () => {
    const { ask, seen } = await serve();
    for (const headers of [
      {},
      { origin: "https://evil.example" },
      { origin: "null" },
      { origin: "foo" },
      { origin: "https://evil.example", "x-forwarded-host": "evil.example", "x-forwarded-proto": "https" },
      { "sec-fetch-site": "cross-site" },
      { "sec-fetch-site": "same-site" },
      { "sec-fetch-site": "none" },
    ] as Record<string, string>[]) {
      expect((await ask("POST", "/tokens", headers)).status).toBe(403);
    }
    expect(seen).toEqual([]);
  });

  test("let through: our own origin, or the browser's word", async () => {
    const { ask, own } = await serve();
    expect((await ask("POST", "/tokens", { origin: own })).status).toBe(200);
    expect((await ask("POST", "/tokens", { "sec-fetch-site": "same-origin" })).status).toBe(200);
  });

  test("with a configured address only that one counts, whatever Host says", async () => {
    const { ask, own } = await serve({ env: { LATCHKEY_URL: "https://latchkey.example.com" } });
    expect((await ask("POST", "/tokens", { origin: own })).status).toBe(403);
    expect((await ask("POST", "/tokens", { origin: "https://latchkey.example.com" })).status).toBe(200);
  });

  test("the API needs no such proof: it looks at no cookie", async () => {
    const { ask } = await serve();
    expect((await ask("POST", "/api/v2/tokens")).status).toBe(200);
  });
});

describe("a try to sign in", () => {
  const TRIES = ["/api/auth/callback/credentials", "/api/auth/callback/passkey?x=1"];
  const sameOrigin = { "sec-fetch-site": "same-origin", "x-forwarded-for": "203.0.113.9" };

  test.each(TRIES)(
    "%s that is not let in is answered as a failed one, before Next and the database are asked",
    async (path) => {
      const addresses: string[] = [];
      const enter = async (address: string) => {
        addresses.push(address);
        return { error: "too_many_tries:600", seconds: 600 };
      };
      const never = async () => Promise.reject(new Error("the database was asked"));
      const { ask, seen, errors } = await serve({ env: { TRUST_PROXY: "1" }, signIns: { enter }, probe: never });
      const { status, headers, text } = await ask("POST", path, sameOrigin, "email=a");
      expect([status, headers["retry-after"], JSON.parse(text)]).toEqual([
        429,
        "600",
        { url: "/sign-in?error=too_many_tries%3A600" },
      ]);
      expect([seen, errors, addresses]).toEqual([[], [], ["203.0.113.9"]]);
    },
  );

  test("that is let in has left when it is answered, and one from another site, or a mere look, is none", async () => {
    const left: boolean[] = [];
    const entered: string[] = [];
    const enter = async (address: string) => {
      entered.push(address);
      return { leave: (signedIn: boolean) => void left.push(signedIn) };
    };
    const { ask } = await serve({ signIns: { enter } });
    expect((await ask("POST", TRIES[0] as string, { origin: "https://evil.example" })).status).toBe(403);
    expect((await ask("GET", TRIES[0] as string)).status).toBe(200);
    expect(entered).toEqual([]);
    expect((await ask("POST", TRIES[0] as string, { "sec-fetch-site": "same-origin" })).status).toBe(200);
    expect([entered.length, left]).toEqual([1, [true]]);
  });
});

describe("a try to sign in that arrives slowly", () => {
  test("has no turn until all of it is here, goes on whole then, and none if it is given up", async () => {
    let entered = 0;
    const enter = async () => {
      entered++;
      return { leave: () => {} };
    };
    const { ask, own, seen } = await serve({ signIns: { enter } });
    const slow = () => {
      const headers = { "sec-fetch-site": "same-origin", "content-length": 10 };
      const request = http.request(`${own}/api/auth/callback/credentials`, { method: "POST", headers, agent: false });
      request.on("error", () => {}).write("12345");
      return request;
    };
    const [late, never] = [slow(), slow()];
    expect((await ask("GET", "/livez")).status).toBe(200); // the server has read on since
    expect(entered).toBe(0);
    never.destroy();
    const answer = new Promise<http.IncomingMessage>((resolve) => late.once("response", resolve));
    late.end("67890");
    expect((await answer).statusCode).toBe(200);
    expect([entered, seen.map(({ body }) => body)]).toEqual([1, ["1234567890"]]);
  });

  test("or is longer than any is, or of no length that is told, is refused before that", async () => {
    const { ask, seen } = await serve({ signIns: { enter: async () => Promise.reject(new Error("it had a turn")) } });
    const sameOrigin = { "sec-fetch-site": "same-origin" };
    const path = "/api/auth/callback/credentials";
    expect((await ask("POST", path, sameOrigin, "x".repeat(16_001))).status).toBe(413);
    expect((await ask("POST", path, { ...sameOrigin, "transfer-encoding": "chunked" }, "x")).status).toBe(411);
    expect(seen).toEqual([]);
  });
});

describe("headers that only we may set (invariant I38)", () => {
  test("are thrown away when a client sends them", async () => {
    const { ask, seen } = await serve();
    await ask("GET", "/tokens", {
      "content-security-policy": "script-src 'nonce-ATTACKER'",
      "content-security-policy-report-only": "script-src 'nonce-ATTACKER'",
      "x-latchkey-client": "203.0.113.9",
      "x-latchkey-request": "forged",
      "x-middleware-subrequest": "middleware",
      "x-forwarded-for": "203.0.113.9",
      "x-forwarded-host": "evil.example",
      "x-forwarded-proto": "https",
      forwarded: "for=203.0.113.9",
    });
    const headers = seen[0]?.headers;
    expect(JSON.stringify(headers)).not.toMatch(/ATTACKER|203\.0\.113\.9|forged|evil\.example|middleware/);
    expect(headers).toMatchObject({ "x-latchkey-client": "127.0.0.1", "x-forwarded-proto": "http" });
  });

  test("a trusted proxy's right-most hop is the client, and nothing left of it", async () => {
    const { ask, seen } = await serve({ env: { TRUST_PROXY: "1" } });
    await ask("GET", "/api/v2", { "x-forwarded-for": "203.0.113.9, 198.51.100.4" });
    expect(seen[0]?.headers["x-latchkey-client"]).toBe("198.51.100.4");
  });
});

describe("an answer of the API", () => {
  test("is not to be stored, framed or guessed at, and opens itself to no other site", async () => {
    const { headers } = await (await serve()).ask("GET", "/api/v2/tokens", { origin: "https://evil.example" });
    expect(headers).toMatchObject({
      "cache-control": "no-store",
      "x-content-type-options": "nosniff",
      "content-security-policy": "default-src 'none'; frame-ancestors 'none'; sandbox",
    });
    expect(headers["access-control-allow-origin"]).toBeUndefined();
  });

  test("what lies beside the API's path is a page", async () => {
    const { ask, seen } = await serve();
    expect((await ask("GET", "/api/v2x")).headers["content-security-policy"]).toContain("nonce");
    expect(seen).toHaveLength(1);
  });
});

describe("pages", () => {
  test("get a fresh nonce each time, the same to Next and to the browser, and may not be framed (invariant I35)", async () => {
    const { ask, seen } = await serve();
    const answers = [await ask("GET", "/tokens"), await ask("GET", "/tokens")];
    const policies = answers.map(({ headers }) => String(headers["content-security-policy"]));
    expect(policies).toEqual(seen.map(({ headers }) => headers["content-security-policy"]));
    expect(new Set(policies.map((policy) => /'nonce-([^']{22,})'/.exec(policy)?.[1])).size).toBe(2);
    expect(policies[0]).toContain("frame-ancestors 'none'");
    expect(answers[0]?.headers).toMatchObject({
      "x-frame-options": "DENY",
      "x-content-type-options": "nosniff",
      "referrer-policy": "no-referrer",
    });
  });

  test.each(["TRACE", "PUT", "DELETE", "PATCH", "OPTIONS"])("%s is refused", async (method) => {
    const { ask, seen } = await serve();
    expect((await ask(method, "/tokens", { "sec-fetch-site": "same-origin" })).status).toBe(405);
    expect(seen).toEqual([]);
  });

  test.each(["/livez", "/readyz", "/_next/static/x.js", "/api/auth/session", "/csp-report"])(
    "TRACE of %s is refused, and tells nothing of what was sent",
    async (path) => {
      const { status, text } = await (await serve()).ask("TRACE", path, { "x-secret": "do-not-echo" });
      expect([status, text.includes("do-not-echo")]).toEqual([405, false]);
    },
  );

  test("nothing but files is kept by a cache on the way, whatever answers for the pages forgets", async () => {
    const { ask } = await serve();
    for (const path of ["/tokens", "/tokens?_rsc=1", "/nowhere", "/readyz", "/api/auth/session"]) {
      expect([path, (await ask("GET", path)).headers["cache-control"]]).toEqual([
        path,
        expect.stringMatching(/no-store/),
      ]);
    }
    expect((await ask("GET", "/_next/static/x.js")).headers["cache-control"]).toBeUndefined();
  });

  test("over https every answer asks to be asked over https alone", async () => {
    const { ask } = await serve({ env: { LATCHKEY_URL: "https://latchkey.example.com" } });
    for (const path of ["/tokens", "/api/v2/tokens", "/authz/nginx", "/_next/static/x.js", "/livez", "/nowhere"]) {
      const { headers } = await ask("GET", path);
      expect([path, headers["strict-transport-security"]]).toEqual([path, "max-age=63072000; includeSubDomains"]);
    }
    expect((await (await serve()).ask("GET", "/tokens")).headers["strict-transport-security"]).toBeUndefined();
  });

  test("the image optimiser is closed", async () => {
    expect((await (await serve()).ask("GET", "/_next/image?url=x")).status).toBe(404);
  });
});

describe("what browsers report of the policy", () => {
  const report = (directive: string) =>
    JSON.stringify({
      "csp-report": {
        "effective-directive": directive,
        "blocked-uri": "https://evil.example/x.js?token=1",
        "document-uri": "http://127.0.0.1/tokens?q=private#x",
        "script-sample": "private",
      },
    });

  test("is told of by directive and place, in either form, without a question's text", async () => {
    const { ask, reports, seen } = await serve();
    const told = {
      directive: "script-src-elem",
      blocked: "https://evil.example/x.js",
      page: "http://127.0.0.1/tokens",
      enforced: true,
    };
    expect((await ask("POST", "/csp-report", {}, report("script-src-elem"))).status).toBe(204);
    const body = {
      effectiveDirective: "script-src-elem",
      blockedURL: "inline",
      documentURL: "http://127.0.0.1/tokens?q=1",
      disposition: "report",
    };
    await ask("POST", "/csp-report", {}, JSON.stringify([{ type: "csp-violation", body }]));
    expect(reports).toEqual([told, { ...told, blocked: "inline", enforced: false }]);
    expect(seen).toEqual([]);
  });

  test("is answered alike whatever it is, and told twenty times a minute at most", async () => {
    const { ask, reports } = await serve();
    for (const odd of [
      "",
      "null",
      "[null,7]",
      "{}",
      '{"csp-report":{"effective-directive":7}}',
      "{".repeat(100),
      "x".repeat(100_000),
      report("d".repeat(20_000)),
    ]) {
      expect((await ask("POST", "/csp-report", {}, odd)).status).toBe(204);
    }
    expect(reports).toEqual([]);
    for (let i = 0; i < 30; i++) expect((await ask("POST", "/csp-report", {}, report("img-src"))).status).toBe(204);
    expect(reports).toHaveLength(20);
  });
});

describe("signing out", () => {
  test("tells the browser to forget what it kept of the site", async () => {
    const { ask } = await serve();
    const same = { "sec-fetch-site": "same-origin" };
    expect((await ask("POST", "/api/auth/signout", same)).headers["clear-site-data"]).toBe('"cache", "storage"');
    expect((await ask("GET", "/tokens")).headers["clear-site-data"]).toBeUndefined();
  });
});

describe("while a restored database waits to be accepted", () => {
  const restorePending = () => true;

  test("no program is answered: the API, the doors and /readyz say 503 and why; people look at their pages", async () => {
    const { ask, seen } = await serve({ restorePending });
    for (const path of [
      "/api/v2",
      "/api/v2/tokens?limit=1",
      "/authz/nginx",
      "/oauth/introspect",
      "/access/v1/evaluation",
      "/otlp/v1/traces",
      "/readyz",
    ]) {
      const { status, headers, text } = await ask("GET", path);
      expect([path, status, headers["retry-after"]]).toEqual([path, 503, "60"]);
      expect(JSON.parse(text)).toMatchObject({ code: "restore_pending", message: expect.stringContaining("restored") });
    }
    expect(seen).toEqual([]);
    for (const path of ["/tokens", "/sign-in", "/_next/static/x.js", "/api/auth/session", "/livez"])
      expect([path, (await ask("GET", path)).status]).toEqual([path, 200]);
  });
});

describe("while the database cannot be reached", () => {
  const probe = async () => {
    throw new Error("connection refused");
  };

  test("a page is a plain 503 that says so and when to come back; static files go on", async () => {
    const { ask, errors } = await serve({ probe });
    const answer = await ask("GET", "/tokens");
    expect({ status: answer.status, retry: answer.headers["retry-after"] }).toEqual({ status: 503, retry: "5" });
    expect(answer.text).toContain("The database can't be reached.");
    expect(answer.text).not.toContain("connection refused");
    expect(errors).toHaveLength(1);
    expect((await ask("GET", "/_next/static/x.js")).status).toBe(200);
  });

  test("/livez says that the process lives, /readyz that it is not ready", async () => {
    const { ask } = await serve({ probe });
    expect((await ask("GET", "/livez")).status).toBe(200);
    expect((await ask("GET", "/readyz")).status).toBe(503);
    expect((await (await serve()).ask("GET", "/readyz")).status).toBe(200);
  });
});
