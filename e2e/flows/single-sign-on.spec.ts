import path from "node:path";
import { type Browser, type BrowserContext, expect, type Page, test } from "@playwright/test";
import { isClean } from "../support/axe";
import { age } from "../support/database";
import type { Lie } from "../support/forged";
import { complaintsOf } from "../support/hears";
import { Issuer } from "../support/issuer";
import { freePort, OwnServer } from "../support/own-server";
import { confirmStored, signIn } from "../support/people";
import { askForGreatToken } from "../support/tokens";

const PASSWORD = "violet umbrellas walk at dawn";
const UNFINISHED = /Signing in with Acme ID came to no end/;
const NOBODY = /Nobody here matches your sign-in with Acme ID\. Ask an Admin for an invitation/;
const issuer = new Issuer(await freePort());
const server = new OwnServer((origin) => ({
  LATCHKEY_URL: origin,
  LATCHKEY_OIDC_ISSUER: issuer.address,
  LATCHKEY_OIDC_CLIENT_ID: issuer.clientId,
  LATCHKEY_OIDC_CLIENT_SECRET: issuer.clientSecret,
  LATCHKEY_OIDC_NAME: "Acme ID",
}));
const redirectUri = () => `${server.origin}/api/auth/callback/oidc`;
const person = (name: string) => ({ name, email: `${name.toLowerCase()}@acme.example`, password: PASSWORD });

function member(name: string, role: string): void {
  const options = ["--email", person(name).email, "--role", role, "--name", name, "--password-stdin"];
  server.operator(["member", "create", ...options], `${PASSWORD}\n`);
}

// Latchkey starts while the issuer is down: what is only met later must not be needed then.
test.beforeAll(async () => {
  for (const [name, role] of [
    ["Olive", "owner"],
    ["Ben", "reader"],
    ["Lea", "reader"],
    ["Gone", "reader"],
  ] as const)
    member(name, role);
  server.operator(["member", "create", "--email", "invited@acme.example", "--role", "reader"]);
  await server.start();
});
test.afterAll(async () => {
  await issuer.stop();
  await server.end("SIGTERM");
  server.remove();
});

const aBrowser = (browser: Browser) => browser.newContext({ baseURL: server.origin });

/** The page of the issuer, which is up by then, reached by the button. */
async function toIssuer(page: Page, next = "/tokens"): Promise<void> {
  await issuer.start(redirectUri());
  await page.goto(`/sign-in?next=${encodeURIComponent(next)}`);
  await expect(async () => {
    await page.getByRole("button", { name: "Continue with Acme ID" }).click({ timeout: 1_000 });
    await expect(page).toHaveURL(/^http:\/\/localhost:/, { timeout: 5_000 });
  }).toPass();
}

async function logIn(page: Page, sub: string): Promise<void> {
  await page.locator("[name=login]").fill(sub);
  await page.locator("[name=password]").fill("anything");
  await page.getByRole("button", { name: "Sign-in" }).click();
}

/** All the way, in a browser that was nowhere yet. */
async function enter(browser: Browser, sub: string, next?: string): Promise<Page> {
  const page = await (await aBrowser(browser)).newPage();
  await toIssuer(page, next);
  await logIn(page, sub);
  return page;
}

const sessionOf = async (context: BrowserContext) =>
  (await context.cookies(server.origin)).find(({ name }) => name === "latchkey.sid");

async function refused(page: Page, sentence: RegExp): Promise<void> {
  await expect(page).toHaveURL(/\/sign-in\?/);
  await expect(page.getByText(sentence)).toBeVisible();
  expect(await sessionOf(page.context())).toBeUndefined();
  await page.goto("/tokens");
  await expect(page).toHaveURL(/\/sign-in/);
}

/** The address by which the issuer would send somebody back, who is kept there instead. */
async function held(page: Page, sub: string): Promise<string> {
  await toIssuer(page);
  const kept: string[] = [];
  issuer.keptBack = kept;
  await logIn(page, sub);
  await expect(page.getByText("Kept back.")).toBeVisible();
  issuer.keptBack = null;
  return kept[0] ?? "";
}

test("while the issuer is down Latchkey starts, says so on the page in a sentence, and lets people in by password", async ({
  browser,
}) => {
  const page = await (await aBrowser(browser)).newPage();
  await page.goto("/sign-in");
  await expect(async () => {
    await page.getByRole("button", { name: "Continue with Acme ID" }).click({ timeout: 1_000 });
    await expect(page.getByText(/Sign-in with Acme ID can't be reached right now\. Use your password/)).toBeVisible();
  }).toPass();
  await isClean(page, "the page for signing in while the issuer is down");
  expect(() => server.operator(["doctor"])).toThrow();
  await signIn(page, person("Olive"));
});

test("by the button one signs in at the issuer and is back where one wanted to go; next time by the subject, whatever the address", async ({
  browser,
}) => {
  issuer.knows({ sub: "s-ben", email: "Ben@Acme.example", email_verified: true });
  const page = await enter(browser, "s-ben", "/members");
  await expect(page).toHaveURL(`${server.origin}/members`);
  await expect(page.getByRole("button", { name: /^Account: Ben/ })).toBeVisible();
  expect(await sessionOf(page.context())).toMatchObject({ httpOnly: true, sameSite: "Lax", path: "/" });
  const left = (await page.context().cookies(server.origin)).map(({ name }) => name);
  expect(left.filter((name) => /state|nonce|pkce/.test(name))).toEqual([]);

  issuer.knows({ sub: "s-ben", email: "benjamin@acme.example", email_verified: false });
  const again = await enter(browser, "s-ben");
  await expect(again.getByRole("button", { name: /^Account: Ben/ })).toBeVisible();
  expect((await sessionOf(again.context()))?.value).not.toBe((await sessionOf(page.context()))?.value);

  const owner = await (await aBrowser(browser)).newPage();
  await signIn(owner, person("Olive"));
  await owner.goto("/audit");
  await expect(owner.getByText(/connected single sign-on at http:\/\/localhost/)).toBeVisible();
  const complaints = complaintsOf(owner);
  await owner.goto("/settings/sign-in");
  await expect(owner.getByRole("textbox", { name: "Redirect URI" })).toHaveValue(redirectUri());
  await expect(owner.getByText("1 of 4 members has signed in this way.")).toBeVisible();
  expect(await owner.content()).not.toContain(issuer.clientSecret);
  await isClean(owner, "the settings of signing in, with an issuer");
  expect(complaints).toEqual([]);
  expect(await server.operatorAsking(["doctor"])).toMatch(/^ok {2}single sign-on: http:\/\/localhost:\d+ answers/m);
});

test("whoever the issuer knows and Latchkey does not is told one thing, and nobody is made a member", async ({
  browser,
}) => {
  const owner = await (await aBrowser(browser)).newPage();
  await signIn(owner, person("Olive"));
  const secret = server
    .operator(["token", "create", "--member", "olive@acme.example", "--name", "t", "--role", "owner"])
    .trim();
  const headers = { authorization: secret };
  const { items } = (await (await owner.request.get("/api/v2/members", { headers })).json()) as {
    items: { _id: string; email: string }[];
  };
  const gone = items.find(({ email }) => email === "gone@acme.example")?._id;
  expect((await owner.request.delete(`/api/v2/members/${gone}`, { headers })).status()).toBe(204);

  issuer.knows({ sub: "s-stranger", email: "stranger@acme.example", email_verified: true });
  issuer.knows({ sub: "s-unverified", email: "lea@acme.example", email_verified: false });
  issuer.knows({ sub: "s-unsaid", email: "lea@acme.example" });
  issuer.knows({ sub: "s-nameless" });
  issuer.knows({ sub: "s-invited", email: "invited@acme.example", email_verified: true });
  issuer.knows({ sub: "s-gone", email: "gone@acme.example", email_verified: true });
  issuer.knows({ sub: "s-other-ben", email: "ben@acme.example", email_verified: true });
  for (const sub of ["stranger", "unverified", "unsaid", "nameless", "invited", "gone", "other-ben"])
    await test.step(sub, async () => refused(await enter(browser, `s-${sub}`), NOBODY));
  const page = await (await aBrowser(browser)).newPage();
  await page.goto("/sign-in?error=not_recognised");
  await isClean(page, "the page for signing in, after a refusal");
});

const ago = () => Math.floor(Date.now() / 1000) - 3600;
const LIES: Readonly<Record<string, () => Lie>> = {
  "another nonce": () => ({ claims: { nonce: "another" } }),
  "no nonce": () => ({ claims: { nonce: undefined } }),
  "another audience": () => ({ claims: { aud: "another-client" } }),
  "more audiences without saying who it is for": () => ({ claims: { aud: ["latchkey", "another-client"] } }),
  "another issuer": () => ({ claims: { iss: "http://localhost:1" } }),
  "an end that has passed": () => ({ claims: { iat: ago() - 60, exp: ago() } }),
  "another key's signature": () => ({ by: "another key" }),
  "no signature, under alg none": () => ({ header: { alg: "none" }, by: "nothing" }),
  "no signature, under the right alg": () => ({ by: "nothing" }),
  "a signature by the public key taken for a secret": () => ({ header: { alg: "HS256" }, by: "its public key" }),
  "an error of its own": () => ({
    instead: { error: "invalid_grant", error_description: "raw words <b>of</b> theirs" },
  }),
};

test("an id token with anything else than what was asked for opens nothing; the page and the log keep the issuer's words to themselves", async ({
  browser,
}) => {
  issuer.knows({ sub: "s-lea", email: "lea@acme.example", email_verified: true });
  for (const [what, lie] of Object.entries(LIES))
    await test.step(what, async () => {
      issuer.lie = lie();
      const page = await enter(browser, "s-lea");
      await refused(page, UNFINISHED);
      await expect(page.getByText(/raw words|invalid_grant|mismatch/)).toHaveCount(0);
      await page.context().close();
    });
  issuer.lie = null;
  expect(server.printed).toContain("the id token is for somebody else");
  expect(server.printed).not.toMatch(/raw words|mismatch|error_description/);
  expect(server.printed).not.toContain(issuer.clientSecret);
  const page = await enter(browser, "s-lea");
  await expect(page.getByRole("button", { name: /^Account: Lea/ })).toBeVisible();
});

test("what comes back counts once, in the browser that was sent, with the state that it was sent with, by GET alone", async ({
  browser,
}) => {
  const [mine, others] = [await aBrowser(browser), await aBrowser(browser)];
  const page = await mine.newPage();
  const theirs = await others.newPage();

  const stolen = await held(page, "s-ben");
  await theirs.goto(stolen);
  await refused(theirs, UNFINISHED);
  await toIssuer(theirs); // on a way of their own, so that only the state tells the two apart
  await theirs.goto(stolen);
  await refused(theirs, UNFINISHED);

  const stateless = new URL(stolen);
  stateless.searchParams.delete("state");
  await page.goto(stateless.href);
  await refused(page, UNFINISHED);
  await page.goto(stolen); // the try before was this way's only one
  await refused(page, UNFINISHED);

  const again = await aBrowser(browser);
  const once = await again.newPage();
  const used = await held(once, "s-ben");
  const before = await again.cookies(server.origin);
  const posted = await once.request.post(used, { headers: { "sec-fetch-site": "same-origin" }, maxRedirects: 0 });
  expect(posted.status()).toBe(404);
  await once.goto(used);
  await expect(once).toHaveURL(`${server.origin}/tokens`);
  await again.clearCookies();
  await again.addCookies(before); // as somebody has them who read along
  await once.goto(used);
  await refused(once, UNFINISHED);
});

test("an issuer that goes down on the way back is a sentence, not an error; nothing that a page asks is handed on to it", async ({
  browser,
}) => {
  const context = await aBrowser(browser);
  const page = await context.newPage();
  const back = await held(page, "s-ben");
  await issuer.stop();
  await page.goto(back);
  await refused(page, UNFINISHED);
  expect(server.printed).toContain("the issuer does not answer");
  await issuer.start(redirectUri());

  const { csrfToken } = (await (await page.request.get("/api/auth/csrf")).json()) as { csrfToken: string };
  const post = (path: string) =>
    page.request.post(path, {
      form: { csrfToken, json: "true", callbackUrl: "https://evil.example", level: "error", code: "PLANTED" },
      headers: { "sec-fetch-site": "same-origin" },
    });
  expect((await post("/api/auth/signin/oidc?redirect_uri=https://evil.example&scope=openid")).status()).toBe(404);
  expect((await post("/api/auth/_log")).status()).toBe(404);
  expect(server.printed).not.toContain("PLANTED");
  const { url } = (await (await post("/api/auth/signin/oidc")).json()) as { url: string };
  const asked = new URL(url).searchParams;
  expect(Object.fromEntries(asked)).toMatchObject({
    redirect_uri: redirectUri(),
    response_type: "code",
    code_challenge_method: "S256",
    nonce: expect.any(String),
    state: expect.any(String),
  });
  const cookies = (await context.cookies(server.origin)).map(({ name, value }) => `${name}=${value}`).join("; ");
  expect(decodeURIComponent(cookies)).not.toContain("evil.example");
});

test("whoever came by the issuer confirms that it is them by signing in there anew, and is back where they were; anything less is told in a sentence", async ({
  browser,
}) => {
  const olive = person("Olive").email;
  issuer.knows({ sub: "s-olive", email: olive, email_verified: true });
  issuer.knows({ sub: "s-ben", email: person("Ben").email, email_verified: true });
  const page = await enter(browser, "s-olive");
  await expect(page.getByRole("button", { name: /^Account: Olive/ })).toBeVisible();
  const complaints = complaintsOf(page);
  const dialog = page.getByRole("dialog", { name: "Confirm it's you" });
  const through = dialog.getByRole("button", { name: "Continue with Acme ID" });
  const overdue = () => age(olive, "authenticated_at", 16, path.join(server.folder, "data"));
  /** From the dialog to the issuer, where nobody is let through who is signed in already. */
  const logInAnew = async (sub: string) => {
    await through.click();
    await expect(page).toHaveURL(/^http:\/\/localhost:/);
    await logIn(page, sub);
    await expect(page).toHaveURL(`${server.origin}/tokens/new`);
  };
  await overdue();
  const before = await sessionOf(page.context());
  await askForGreatToken(page, "never made");
  await expect(dialog.getByText("Acme ID leads you back to this page, without what you typed on it.")).toBeVisible();
  await isClean(page, "confirming who one is, with an issuer");

  const seconds = ago();
  for (const [lie, sub, sentence] of [
    [null, "s-ben", /At Acme ID you signed in as somebody else/],
    [{ claims: { auth_time: undefined } }, "s-olive", /Acme ID didn't say when you signed in there/],
    [{ claims: { auth_time: seconds } }, "s-olive", /Acme ID didn't ask you to sign in anew/],
    [{ claims: { nonce: "another" } }, "s-olive", /Confirming it with Acme ID came to no end/],
  ] as const)
    await test.step(String(sentence), async () => {
      issuer.lie = lie;
      await logInAnew(sub);
      await expect(dialog.getByText(sentence)).toBeVisible();
      expect((await sessionOf(page.context()))?.value).toBe(before?.value);
    });
  await isClean(page, "confirming who one is, after an issuer's word that proves nothing");
  issuer.lie = null;

  await logInAnew("s-olive");
  await expect(page.getByText("It's confirmed that it's you. You can go on.")).toBeVisible();
  await expect(dialog).toBeHidden();
  const left = (await page.context().cookies(server.origin)).map(({ name }) => name);
  expect(left.filter((name) => /state|nonce|pkce|proof/.test(name))).toEqual([]);
  const copy = await aBrowser(browser);
  await copy.addCookies(before ? [before] : []);
  expect((await copy.request.get("/tokens", { maxRedirects: 0 })).status()).toBe(307);
  await askForGreatToken(page, "made at last");
  await expect(page.getByRole("dialog", { name: "Store this secret now" })).toBeVisible();
  await confirmStored(page);
  await page.goto("/audit");
  await expect(page.getByText(/confirmed who they are by single sign-on/)).toBeVisible();
  expect(complaints.filter((each) => !each.startsWith(issuer.address))).toEqual([]); // its own page asks for fonts from elsewhere

  await overdue();
  await askForGreatToken(page, "kept on the page");
  await issuer.stop();
  await through.click();
  await expect(dialog.getByText(/Acme ID can't be reached right now\. Use another way/)).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(page.getByLabel("Name")).toHaveValue("kept on the page");
  await issuer.start(redirectUri());
});
