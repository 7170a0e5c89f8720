import http from "node:http";
import type { AddressInfo } from "node:net";
import { expect, type Page, test } from "@playwright/test";
import { call } from "../support/call";
import { complaintsOf } from "../support/hears";
import { operator } from "../support/operator";
import { aPerson, type Person, signIn } from "../support/people";
import { type RawAnswer, raw } from "../support/raw";
import { serverOrigin } from "../support/server";

const NOBODY = "0123456789abcdef01234567";

const secretOf = ({ email }: Person) =>
  operator(["token", "create", "--member", email, "--name", "tells", "--role", "reader"]).trim();

/** The browser's cookies, as it would send them. */
async function cookieOf(page: Page): Promise<string> {
  return (await page.context().cookies()).map(({ name, value }) => `${name}=${value}`).join("; ");
}

/** A server action's request as our own page sends it, and what it answered; the page is left where it is. */
async function anAction(page: Page): Promise<{ path: string; headers: Record<string, string>; body: Buffer }> {
  await page.goto("/account");
  const asked = page.waitForRequest((request) => request.headers()["next-action"] !== undefined);
  await page.getByLabel("Name", { exact: true }).fill("Mo Changed");
  await page.getByRole("button", { name: "Save name" }).click();
  const request = await asked;
  await expect(page.getByText("Name saved").first()).toBeVisible();
  const { "next-action": action = "", "content-type": type = "", accept = "" } = request.headers();
  const headers = { "next-action": action, "content-type": type, accept, cookie: await cookieOf(page) };
  return { path: new URL(request.url()).pathname, headers, body: request.postDataBuffer() ?? Buffer.alloc(0) };
}

test("I35 · every answer has the headers that a browser is to obey: pages, flights, prefetches, errors, files and data", async ({
  page,
}) => {
  const member = aPerson("reader");
  const authorization = secretOf(member);
  await signIn(page, member);
  const cookie = await cookieOf(page);
  const script = await page.locator("script[src]").first().getAttribute("src");
  const flight = { cookie, rsc: "1" };
  const own = { cookie, origin: serverOrigin() };
  const pages: Record<string, RawAnswer> = {
    "a page": await raw("GET", "/tokens", { cookie }),
    "a page without a session": await raw("GET", "/tokens"),
    "signing in": await raw("GET", "/sign-in"),
    "the head of a page": await raw("HEAD", "/tokens", { cookie }),
    "a flight": await raw("GET", "/tokens?_rsc=1", flight),
    "a prefetch": await raw("GET", "/members?_rsc=1", { ...flight, "next-router-prefetch": "1" }),
    "a prefetch of a segment": await raw("GET", "/members?_rsc=1", {
      ...flight,
      "next-router-prefetch": "1",
      "next-router-segment-prefetch": "/_tree",
    }),
    "the flight of a page that is not there": await raw("GET", "/nowhere?_rsc=1", flight),
    "a page that is not there": await raw("GET", "/nowhere", { cookie }),
    "a page that is not there, for a stranger": await raw("GET", "/nowhere"),
    "a thing that is not there": await raw("GET", `/tokens/${NOBODY}`, { cookie }),
    "an address that cannot be read": await raw("GET", "/tokens/%E0%A4%A", { cookie }),
    "a method that is none": await raw("PUT", "/tokens", own),
    "a request from elsewhere": await raw("POST", "/tokens", { cookie, origin: "https://evil.example" }),
    "an action that is not there": await raw("POST", "/tokens", { ...own, "next-action": "0".repeat(42) }, "[]"),
    "an action that cannot be read": await raw(
      "POST",
      "/tokens",
      { ...own, "next-action": "7", "content-type": "multipart/form-data" },
      "{",
    ),
    "the session": await raw("GET", "/api/auth/session", { cookie }),
    "the image optimiser": await raw("GET", "/_next/image?url=x&w=64&q=75"),
    "whether it is ready": await raw("GET", "/readyz"),
    "a file of the log": await raw("GET", "/audit/export?format=csv", { cookie }),
  };
  const files: Record<string, RawAnswer> = {
    "a script": await raw("GET", script ?? ""),
    "a script that is not there": await raw("GET", "/_next/static/chunks/nothing.js"),
    "the icon": await raw("GET", "/icon.svg"),
  };
  const data: Record<string, RawAnswer> = {
    "the API": await raw("GET", "/api/v2/tokens", { authorization }),
    "the API without a token": await raw("GET", "/api/v2/tokens"),
    "the API where nothing is": await raw("GET", "/api/v2/nowhere", { authorization }),
    "the API's contract": await raw("GET", "/api/v2/openapi.json"),
    introspection: await raw(
      "POST",
      "/oauth/introspect",
      { "content-type": "application/x-www-form-urlencoded" },
      "token=x",
    ),
    "a door": await raw("GET", "/authz/nginx"),
    discovery: await raw("GET", "/.well-known/oauth-authorization-server"),
  };
  for (const [what, { status, headers }] of Object.entries({ ...pages, ...files, ...data })) {
    const policy = String(headers["content-security-policy"]);
    expect.soft([what, status, headers["x-content-type-options"]]).toEqual([what, status, "nosniff"]);
    expect.soft(`${what}: ${policy}`).toMatch(/default-src 'none';.*frame-ancestors 'none'/);
    expect
      .soft([what, headers["x-powered-by"], headers.server, headers["access-control-allow-origin"]])
      .toEqual([what, undefined, undefined, undefined]);
    if (!(what in files)) expect.soft(`${what}: ${headers["cache-control"]}`).toMatch(/no-store/);
    if (!(what in files)) expect.soft(`${what}: ${headers["cache-control"]}`).not.toMatch(/s-maxage|public|immutable/);
  }
  for (const [what, { headers }] of Object.entries({ ...pages, ...files })) {
    expect.soft([what, headers]).toEqual([
      what,
      expect.objectContaining({
        "x-frame-options": "DENY",
        "referrer-policy": "no-referrer",
        "cross-origin-opener-policy": "same-origin",
        "cross-origin-resource-policy": "same-origin",
        "permissions-policy":
          "camera=(), microphone=(), geolocation=(), payment=(), usb=(), clipboard-read=(), publickey-credentials-create=(self), publickey-credentials-get=(self)",
        "reporting-endpoints": 'csp="/csp-report"',
      }),
    ]);
  }
  const nonces = ["a page", "signing in", "a page that is not there", "a thing that is not there"].map((what) => {
    const { headers, body } = pages[what] ?? { headers: {} as RawAnswer["headers"], body: "" };
    const nonce =
      /script-src 'nonce-([^']{22,})' 'strict-dynamic';/.exec(String(headers["content-security-policy"]))?.[1] ?? "";
    const scripts = body.match(/<script\b[^>]*>/g) ?? [];
    expect([what, scripts.length > 0]).toEqual([what, true]);
    for (const tag of scripts) expect(tag).toContain(`nonce="${nonce}"`);
    expect(headers["content-security-policy"]).toContain("require-trusted-types-for 'script'; trusted-types default;");
    expect(headers["content-security-policy"]).toMatch(
      /object-src 'none'.*base-uri 'none'|base-uri 'none'.*object-src 'none'/,
    );
    return nonce;
  });
  expect(new Set(nonces).size).toBe(nonces.length);
});

test("I34 · an action of our own page runs, and from anywhere else it is refused before it does", async ({ page }) => {
  const member = aPerson("reader");
  await signIn(page, member);
  const { path, headers, body } = await anAction(page);
  const evil = "https://evil.example";
  const host = new URL(serverOrigin()).host;
  const named = async () => {
    const { json } = await call(secretOf(member), "/members/me");
    return `${json["firstName"]} ${json["lastName"]}`;
  };
  expect(await named()).toBe("Mo Changed");
  const renamed = Buffer.from(body.toString().replace("Mo Changed", "Mo Hijacked"));
  for (const [what, more] of Object.entries({
    "no Origin": {},
    "a hostile Origin": { origin: evil },
    "an Origin of nothing": { origin: "null" },
    "an Origin that is no address": { origin: "foo" },
    "an empty Origin": { origin: "" },
    "our Origin with another port": { origin: "http://127.0.0.1:1" },
    "our Origin by another scheme": { origin: `https://${host}` },
    "our Origin as the beginning of another": { origin: `${serverOrigin()}.evil.example` },
    "our Origin with a path": { origin: `${serverOrigin()}/` },
    "a hostile Origin and a forwarded host that agrees": {
      origin: evil,
      "x-forwarded-host": "evil.example",
      "x-forwarded-proto": "https",
    },
    "a hostile Origin and a Forwarded that agrees": { origin: evil, forwarded: "host=evil.example;proto=https" },
    "the word of the browser that it is another site": { "sec-fetch-site": "cross-site", origin: serverOrigin() },
    "a neighbouring host": { "sec-fetch-site": "same-site" },
    "an address that was typed": { "sec-fetch-site": "none" },
  })) {
    const answer = await raw("POST", path, { ...headers, ...more }, renamed);
    expect([what, answer.status]).toEqual([what, 403]);
    expect(answer.body).not.toContain("Hijacked");
  }
  const form = '--x\r\nContent-Disposition: form-data; name="$ACTION_ID_7"\r\n\r\n\r\n--x--\r\n';
  const plain = { cookie: headers["cookie"] ?? "", "content-type": "multipart/form-data; boundary=x" };
  expect((await raw("POST", path, plain, form)).status).toBe(403);
  for (const door of ["/api/auth/signout", "/api/auth/callback/credentials", "/api/auth/session", "/api/auth/_log"]) {
    expect((await raw("POST", door, { cookie: plain.cookie, origin: evil }, "{}")).status).toBe(403);
  }
  expect(await named()).toBe("Mo Changed");
  const ours = await raw("POST", path, { ...headers, origin: serverOrigin() }, renamed);
  expect(ours.status).toBe(200);
  expect(await named()).toBe("Mo Hijacked"); // the request was a good one all along
});

test("I38 · a policy, a host, an address and a name of Next's insides that a client sends come back nowhere", async ({
  page,
}) => {
  const member = aPerson("reader");
  const forged = {
    "content-security-policy": "script-src 'nonce-ATTACKERNONCE'",
    "content-security-policy-report-only": "script-src 'nonce-ATTACKERNONCE'",
    "x-forwarded-host": "evil.example",
    "x-forwarded-proto": "https",
    "x-forwarded-for": "203.0.113.9",
    "x-real-ip": "203.0.113.9",
    forwarded: "for=203.0.113.9;host=evil.example",
    "x-latchkey-client": "203.0.113.9",
    "x-latchkey-request": "forged-request",
    "x-latchkey-path": "//evil.example/stolen",
    "x-middleware-subrequest": "src/middleware:src/middleware",
    "x-action-forwarded": "1",
    "x-invoke-path": "/settings",
    "x-matched-path": "/settings",
    "x-original-url": "/settings",
    "x-rewrite-url": "/settings",
    "x-http-method-override": "PUT",
  };
  const told = (answer: RawAnswer) => JSON.stringify([answer.headers, answer.body]);
  for (const path of [
    "/sign-in",
    "/tokens",
    "/nowhere",
    "/api/auth/session",
    "/api/auth/providers",
    "/api/v2/tokens",
  ]) {
    const answer = await raw("GET", path, forged);
    expect([path, told(answer).match(/ATTACKER|evil\.example|203\.0\.113\.9|forged-request/)]).toEqual([path, null]);
  }
  const away = await raw("GET", "/tokens", forged);
  expect([away.status, away.headers.location]).toEqual([307, "/sign-in?next=%2Ftokens"]);

  await page.setExtraHTTPHeaders({ "x-forwarded-for": "203.0.113.9", "x-latchkey-client": "203.0.113.9" });
  await signIn(page, member);
  await page.goto("/account");
  await expect(page.getByText("127.0.0.1").first()).toBeVisible();
  expect(await page.content()).not.toContain("203.0.113.9");
  expect((await call(secretOf(member), "/auditlog?limit=20")).body).not.toContain("203.0.113.9");
});

test("I7 · the console knows nobody by a token, nor by a sealed session in a header, nor by a second cookie beside the first", async ({
  page,
}) => {
  const member = aPerson("owner");
  await signIn(page, member);
  const sealed = (await page.context().cookies()).find(({ name }) => name === "latchkey.sid")?.value ?? "";
  const secret = secretOf(member);
  const session = (value: string) => ({ cookie: `latchkey.sid=${value}` });
  expect((await raw("GET", "/tokens", session(sealed))).status).toBe(200);
  const [head = "", ...rest] = sealed.split(".");
  const none = Buffer.from('{"alg":"none"}').toString("base64url");
  for (const [what, headers] of Object.entries({
    "a token": { authorization: `Bearer ${secret}` },
    "a token as a cookie": session(secret),
    "the sealed session as a bearer": { authorization: `Bearer ${sealed}` },
    "a bearer that cannot be decoded": { authorization: "Bearer %" },
    "the cookie in two pieces": { cookie: `latchkey.sid.0=${sealed.slice(0, 40)}; latchkey.sid.1=${sealed.slice(40)}` },
    "a piece beside the cookie": { cookie: `latchkey.sid=${sealed}; latchkey.sid.0=x` },
    "the cookie twice": { cookie: `latchkey.sid=${sealed}; latchkey.sid=x; latchkey.sidx=y` },
    "the cookie under https's name": { cookie: `__Host-latchkey.sid=${sealed}` },
    "a seal that was changed": session(`${sealed.slice(0, -3)}${sealed.endsWith("AAA") ? "BBB" : "AAA"}`),
    "another head": session([`${head.slice(0, -2)}QQ`, ...rest].join(".")),
    "no seal at all": session([none, "", "", Buffer.from('{"sid":"x"}').toString("base64url"), ""].join(".")),
    "an empty cookie": session(""),
    "a very long cookie": session("x".repeat(8_000)),
  })) {
    const { status, headers: told } = await raw("GET", "/tokens", headers);
    expect([what, status, told.location]).toEqual([what, 307, "/sign-in?next=%2Ftokens"]);
  }
});

test("I35 · no site frames a page, and nothing that a page runs or loads breaks its policy", async ({ page }) => {
  const member = aPerson("admin");
  const complaints = complaintsOf(page);
  await page.addInitScript(() => {
    document.addEventListener("securitypolicyviolation", ({ disposition, effectiveDirective, blockedURI, sample }) => {
      if (disposition === "enforce") console.error(`policy: ${effectiveDirective} ${blockedURI} ${sample}`);
    });
  });
  await signIn(page, member);
  for (const path of ["/tokens/new", "/members", "/roles/new", "/audit", "/settings", "/account", "/docs/api"]) {
    await page.goto(path);
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  }
  await page.goto("/roles/new");
  await page.getByRole("button", { name: "JSON", exact: true }).click();
  await expect(page.getByRole("textbox", { name: /^Policy/ })).toBeVisible();
  expect(complaints).toEqual([]);

  const elsewhere = http.createServer((_, response) => {
    response.setHeader("content-type", "text/html");
    response.end(`<iframe src="${serverOrigin()}/sign-in"></iframe><iframe src="${serverOrigin()}/api/v2"></iframe>`);
  });
  await new Promise<void>((resolve) => elsewhere.listen(0, "127.0.0.1", resolve));
  await page.goto(`http://127.0.0.1:${(elsewhere.address() as AddressInfo).port}/`);
  await expect
    .poll(() =>
      page
        .frames()
        .slice(1)
        .map((frame) => frame.url()),
    )
    .toEqual(["chrome-error://chromewebdata/", "chrome-error://chromewebdata/"]);
  elsewhere.close();
});

test("I35 · what came into a page could make no script, no markup and no address of a script of a text, nor rules of its own", async ({
  page,
}) => {
  await page.goto("/sign-in");
  const tried = () =>
    page.evaluate(() => {
      const make = (tag: string) => document.createElement(tag);
      const factory = Reflect.get(window, "trustedTypes"); // the types of the DOM do not have it yet
      const ways: Record<string, () => unknown> = {
        markup: () => Object.assign(make("div"), { innerHTML: "<img src=x onerror=alert(1)>" }),
        "markup beside": () => document.body.insertAdjacentHTML("beforeend", "<b>x</b>"),
        "a whole document": () => new DOMParser().parseFromString("<b>x</b>", "text/html"),
        "a script's text": () => Object.assign(make("script"), { text: "document.title = 'hit'" }),
        "a foreign script": () => Object.assign(make("script"), { src: "https://evil.example/_next/static/a.js" }),
        "an answer as a script": () => make("script").setAttribute("src", "/api/v2/tokens"),
        "code of a text": () => window.setTimeout("document.title = 'hit'"),
        "other rules": () => factory.createPolicy("mine", { createHTML: (text: string) => text }),
        "the same rules anew": () => factory.createPolicy("default", { createHTML: (text: string) => text }),
      };
      return Object.entries(ways).filter(([, way]) => {
        try {
          way();
          return true;
        } catch {
          return false;
        }
      });
    });
  // A page that has only just come may not have begun yet, and then lets nothing be made at all.
  await expect(async () => expect(await page.evaluate(hasRules)).toBe(true)).toPass();
  expect((await tried()).map(([what]) => what)).toEqual([]);
  expect(await page.title()).not.toBe("hit");
});

/** Whether the page's own rules are in force: its own files may be fetched. */
function hasRules(): boolean {
  try {
    document.createElement("script").src = "/_next/static/chunks/none.js";
    return true;
  } catch {
    return false;
  }
}

test("I36 · what looks like a page or a script in a name stays a name, in the list, on its page and in the log", async ({
  page,
}) => {
  const member = aPerson("owner");
  const secret = operator(["token", "create", "--member", member.email, "--name", "maker", "--role", "owner"]).trim();
  const HOSTILE = [
    `<img src=x onerror="document.title='hit'">`,
    `"><script>document.title='hit'</script>`,
    `</script><script>document.title='hit'</script>`,
    `'-document.title='hit'-'`,
    `javascript:document.title='hit'`,
    `&lt;b&gt;bold&lt;/b&gt; \${7*7} {{7*7}} %3Cb%3E`,
    `=HYPERLINK("http://evil.example")`,
    "שלום <b>x</b> عالم",
  ];
  await signIn(page, member);
  for (const name of HOSTILE) {
    const made = await call(secret, "/tokens", "POST", { name, description: name });
    expect(made.json["name"]).toBe(name);
    for (const path of [
      `/tokens?q=${encodeURIComponent(name.slice(0, 40))}`,
      `/tokens/${made.json["_id"]}`,
      `/audit?q=${encodeURIComponent(name.slice(0, 40))}`,
    ]) {
      await page.goto(path);
      await expect(page.getByText(name, { exact: false }).first()).toBeAttached();
      expect([path, await page.title()]).not.toEqual([path, "hit"]);
      expect(await page.locator("img[src=x], main b, main script:not([nonce])").count()).toBe(0);
    }
  }
});

test("P4 · password fields are masked and open to password managers and pasting", async ({ page }) => {
  await page.goto("/sign-in");
  const field = page.getByLabel("Password", { exact: true });
  await expect(field).toHaveAttribute("type", "password");
  await expect(field).toHaveAttribute("autocomplete", "current-password");
  await expect(page.getByLabel("E-mail")).toHaveAttribute("autocomplete", "username");
  const taken = await field.evaluate((input) => {
    const data = new DataTransfer();
    data.setData("text/plain", "pasted");
    return input.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
  });
  expect(taken).toBe(true);
});

test("P11 · TRACE and every method that is not served are refused on pages, actions, files, the API and the doors", async () => {
  const echoed = { "x-secret": "do-not-echo", origin: serverOrigin(), "sec-fetch-site": "same-origin" };
  for (const path of [
    "/",
    "/tokens",
    "/sign-in",
    "/_next/static/chunks/x.js",
    "/api/auth/session",
    "/api/v2",
    "/api/v2/tokens",
    "/authz/nginx",
    "/oauth/introspect",
    "/access/v1/evaluation",
    "/readyz",
    "/csp-report",
    "/nowhere",
  ]) {
    for (const method of ["TRACE", "PROPFIND", "PUT", "PATCH", "LOCK", "PURGE", "M-SEARCH"]) {
      const { status, body, headers } = await raw(method, path, echoed);
      expect([method, path, status >= 400 && status < 500]).toEqual([method, path, true]);
      expect(body + JSON.stringify(headers)).not.toContain("do-not-echo");
    }
  }
});

test("P11 · no source, no setting, no folder and nothing of debugging is served", async () => {
  for (const path of [
    "/.git/config",
    "/.env",
    "/package.json",
    "/package-lock.json",
    "/server.ts",
    "/dist/server.mjs",
    "/dist/server.mjs.map",
    "/dist/sbom.cdx.json",
    "/node_modules/next/package.json",
    "/_next/static/",
    "/_next/static/chunks/",
    "/_next/BUILD_ID",
    "/_next/server/app/page.js",
    "/_next/static/../../package.json",
    "/_next/static/..%2f..%2fpackage.json",
    "/..%2f..%2fpackage.json",
    "/%2e%2e/package.json",
    "//etc/passwd",
    "/.latchkey/secret.key",
    "/debug",
    "/_next/webpack-hmr",
    "/__nextjs_original-stack-frame",
    "/api/auth/_log",
    "/api/v2/../../package.json",
    "/docs/decisions/0001",
  ]) {
    const { status, body } = await raw("GET", path);
    expect([path, status >= 300]).toEqual([path, true]);
    expect([path, /"dependencies"|"lockfileVersion"|sourcesContent|createServer|root:x:/.test(body)]).toEqual([
      path,
      false,
    ]);
  }
  expect((await raw("GET", "/metrics", { "x-forwarded-for": "203.0.113.9" })).status).toBe(403);
  expect((await raw("GET", "/metrics", { host: "evil.example" })).status).toBe(403);
  const script = /src="(\/_next\/static\/[^"]+\.js)/.exec((await raw("GET", "/sign-in")).body)?.[1] ?? "";
  expect((await raw("GET", script)).body).not.toContain("sourceMappingURL");
  expect((await raw("GET", `${script}.map`)).status).toBe(404);
});
