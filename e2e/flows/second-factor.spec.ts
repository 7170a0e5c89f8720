import { expect, type Page, test } from "@playwright/test";
import { AccountServer } from "../support/account-server";
import { isClean } from "../support/axe";
import { codeOf, setUpApp } from "../support/factor";
import { complaintsOf } from "../support/hears";

const PASSWORD = "violet umbrellas walk at dawn";
const server = new AccountServer({ owner: "Priya Shah", writer: "Tomas Novak" });
const OWNER = "priya.shah@acme.example";
const WRITER = "tomas.novak@acme.example";

test.beforeAll(() => server.start());
test.afterAll(() => server.stop());

async function signOut(page: Page): Promise<void> {
  await expect(async () => {
    await page.getByRole("button", { name: /^Account:/ }).click({ timeout: 2_000 });
    await page.getByRole("menuitem", { name: "Sign out" }).click({ timeout: 2_000 });
  }).toPass();
  await expect(page).toHaveURL(/\/sign-in/);
}

/** The first step on the page for signing in. */
async function givePassword(page: Page, email: string): Promise<void> {
  await page.goto("/sign-in?next=%2Fmembers");
  await expect(async () => {
    await page.getByLabel("E-mail").fill(email);
    await page.getByLabel("Password", { exact: true }).fill(PASSWORD);
    await page.getByRole("button", { name: "Sign in" }).click();
    await expect(page.getByRole("heading", { name: "Confirm it's you" })).toBeVisible({ timeout: 3_000 });
  }).toPass();
}

test("a second factor is set up, asked for at every sign-in, replaced by a recovery code, and required of everybody", async ({
  browser,
}) => {
  const owner = await server.as(browser, "owner");
  const writer = await server.as(browser, "writer");
  const complaints = [complaintsOf(owner), complaintsOf(writer)];

  await owner.goto("/settings/sign-in");
  await expect(owner.getByText("Set up a second factor of your own first")).toBeVisible();
  await expect(owner.getByRole("switch", { name: "Second factor required" })).toHaveAttribute("aria-disabled", "true");
  await owner.goto("/account");
  const dialog = owner.getByRole("dialog", { name: "Set up an authenticator app" });
  await expect(async () => {
    await owner.getByRole("button", { name: "Set up an authenticator app" }).click({ timeout: 1_000 });
    await expect(dialog).toBeVisible({ timeout: 1_000 });
  }).toPass();
  const { key, codes } = await setUpApp(owner, dialog, PASSWORD);
  await expect(owner.getByText("10 recovery codes are left.")).toBeVisible();

  await signOut(owner);
  await givePassword(owner, OWNER);
  await isClean(owner, "the second step of signing in");
  await expect(owner.getByLabel("Code", { exact: true })).toHaveAttribute("autocomplete", "one-time-code");
  await expect(owner.getByLabel("Code", { exact: true })).toHaveAttribute("inputmode", "numeric");
  const half = await owner.context().cookies();
  for (const path of ["/tokens", "/account", "/tokens/export?format=csv", "/settings"]) {
    const answer = await owner.request.get(path, { maxRedirects: 0 });
    expect([path, answer.status()]).toEqual([path, 307]);
  }
  const data = await owner.request.get("/members?_rsc=1", { headers: { rsc: "1" } });
  expect(await data.text()).not.toContain(WRITER);
  await owner.getByLabel("Code", { exact: true }).fill("000 000");
  await owner.getByRole("button", { name: "Sign in", exact: true }).click();
  await expect(owner.getByText("That code isn't right, or was used before.")).toBeVisible();
  await owner.getByLabel("Code", { exact: true }).fill(codeOf(key, 1));
  await owner.getByRole("button", { name: "Sign in", exact: true }).click();
  await expect(owner).toHaveURL(/\/members$/);
  const other = await browser.newContext({ baseURL: server.origin });
  await other.addCookies(half);
  expect((await other.request.get("/tokens", { maxRedirects: 0 })).status()).toBe(307);

  await signOut(owner);
  await givePassword(owner, OWNER);
  await owner.getByRole("button", { name: "Use a recovery code instead" }).click();
  await owner.getByLabel("Recovery code").fill((codes[0] ?? "").toLowerCase());
  await owner.getByRole("button", { name: "Sign in", exact: true }).click();
  await expect(owner).toHaveURL(/\/members$/);
  await owner.goto("/account");
  await expect(owner.getByText("9 recovery codes are left.")).toBeVisible();
  await isClean(owner, "an account with a second factor");

  await owner.goto("/settings/sign-in");
  await expect(owner.getByText("1 of 2 members has none.")).toBeVisible();
  const required = owner.getByRole("form", { name: "Second factor" });
  await expect(async () => {
    await required.getByRole("switch", { name: "Second factor required" }).check({ timeout: 1_000 });
    await required.getByRole("button", { name: "Save" }).click({ timeout: 1_000 });
    await expect(owner.getByText("Saved", { exact: true })).toBeVisible({ timeout: 2_000 });
  }).toPass();
  await isClean(owner, "the rule");

  await writer.goto("/account");
  await expect(writer).toHaveURL(/\/sign-in\/second-factor\?next=%2Faccount/);
  await expect(writer.getByText("This account requires a second factor")).toBeVisible();
  await expect(async () => {
    await writer.getByLabel("Current password").fill(PASSWORD);
    await expect(writer.getByLabel("Current password")).toHaveValue(PASSWORD, { timeout: 500 });
  }).toPass();
  await setUpApp(writer, writer, PASSWORD);
  await expect(writer).toHaveURL(/\/account$/);
  await expect(writer.getByText("10 recovery codes are left.")).toBeVisible();

  server.operator(["member", "reset-second-factor", "--email", WRITER]);
  await writer.goto("/tokens");
  await expect(writer).toHaveURL(/\/sign-in\?next=/);
  expect(complaints.flat()).toEqual([]);
});
