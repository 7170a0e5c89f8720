import { expect, type Page, test } from "@playwright/test";
import { AccountServer } from "../support/account-server";
import { isClean } from "../support/axe";
import { codeOf, setUpApp, takeKey } from "../support/factor";
import { complaintsOf } from "../support/hears";
import { aDeviceFor, byName } from "../support/passkeys";

const PASSWORD = "violet umbrellas walk at dawn";
const server = new AccountServer({ owner: "Priya Shah", admin: "Lena Fox", writer: "Tomas Novak" });
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

test("a second factor is set up, asked for at every sign-in, replaced by a recovery code, required of everybody, and reset for whoever lost it", async ({
  browser,
}) => {
  const owner = await server.as(browser, "owner");
  const writer = await server.as(browser, "writer");
  const admin = await server.as(browser, "admin", byName(server.origin));
  const complaints = [owner, writer, admin].map(complaintsOf);

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
  await expect(owner.getByText("2 of 3 members have none.")).toBeVisible();
  await owner.getByRole("link", { name: "Show them" }).click();
  await expect(owner).toHaveURL(/\/members\?factor=none$/);
  await expect(owner.getByRole("table").getByRole("rowheader")).toHaveText([/Lena Fox/, /Tomas Novak/]);
  await isClean(owner, "the members without a second factor");
  await owner.goto("/settings/sign-in");
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

  await owner.goto("/account");
  await expect(owner.getByRole("button", { name: "Remove", exact: true })).toHaveAccessibleDescription(
    /requires a second factor/,
  );
  const replacing = owner.getByRole("dialog", { name: "Replace your authenticator app" });
  await expect(async () => {
    await owner.getByRole("button", { name: "Replace" }).click({ timeout: 1_000 });
    await expect(replacing).toBeVisible({ timeout: 1_000 });
  }).toPass();
  await replacing.getByRole("button", { name: "Use a recovery code instead" }).click();
  await replacing.getByLabel("Recovery code").fill(codes[1] ?? "");
  await isClean(owner, "a proof of the old app");
  await replacing.getByRole("button", { name: "Go on" }).click();
  expect((await takeKey(owner, replacing, "Replace the app")).key).not.toBe(key);
  await expect(owner.getByText("10 recovery codes are left.")).toBeVisible();

  await aDeviceFor(admin);
  await admin.goto("/members");
  await expect(admin).toHaveURL(/\/sign-in\/second-factor\?next=%2Fmembers/);
  await expect(admin.getByText("or a passkey, which the lock of your device opens")).toBeVisible();
  await isClean(admin, "the choice of a first second factor");
  await expect(async () => {
    await admin.getByLabel("Current password").fill("not it");
    await admin.getByRole("button", { name: "Add a passkey" }).click({ timeout: 1_000 });
    await expect(admin.getByText("That e-mail and password don't match")).toBeVisible({ timeout: 2_000 });
  }).toPass();
  await admin.getByLabel("Current password").fill(PASSWORD);
  await admin.getByRole("button", { name: "Add a passkey" }).click();
  await expect(admin).toHaveURL(/\/members$/);

  await expect(admin.getByRole("row", { name: /Tomas Novak/ })).toContainText("Has a second factor");
  await isClean(admin, "members with a second factor");
  const actions = async (name: string) => {
    await expect(async () => {
      await admin.getByRole("button", { name: `Actions for ${name}` }).click({ timeout: 1_000 });
      await expect(admin.getByRole("menu")).toBeVisible({ timeout: 1_000 });
    }).toPass();
    return admin.getByRole("menuitem", { name: /^Reset second factor…/ });
  };
  const owners = await actions("Priya Shah");
  await expect(owners).toHaveAttribute("aria-disabled", "true");
  await expect(owners).toContainText("Only an Owner can change an Owner.");
  await admin.keyboard.press("Escape");
  await expect(await actions("Lena Fox")).toHaveCount(0); // one's own is changed on the account page
  await admin.keyboard.press("Escape");
  await (await actions("Tomas Novak")).click();
  const resetting = admin.getByRole("dialog", { name: "Reset the second factor of Tomas Novak?" });
  await expect(resetting.getByRole("button", { name: "Cancel" })).toBeFocused();
  await isClean(admin, "the reset of a second factor");
  await resetting.getByRole("button", { name: "Reset second factor" }).click();
  await expect(admin.getByText("Reset the second factor of Tomas Novak", { exact: true })).toBeVisible();
  await expect(admin.getByRole("row", { name: /Tomas Novak/ })).not.toContainText("Has a second factor");
  await expect(await actions("Tomas Novak")).toHaveCount(0);

  await writer.goto("/tokens");
  await expect(writer).toHaveURL(/\/sign-in\?next=/);
  await expect(async () => {
    await writer.getByLabel("E-mail").fill(WRITER);
    await writer.getByLabel("Password", { exact: true }).fill(PASSWORD);
    await writer.getByRole("button", { name: "Sign in" }).click();
    await expect(writer.getByRole("heading", { name: "Set up a second factor" })).toBeVisible({ timeout: 3_000 });
  }).toPass();
  await expect(async () => {
    await writer.getByLabel("Current password").fill(PASSWORD);
    await expect(writer.getByLabel("Current password")).toHaveValue(PASSWORD, { timeout: 500 });
  }).toPass();
  await setUpApp(writer, writer, PASSWORD);
  await expect(writer).toHaveURL(/\/tokens$/);
  await writer.goto("/members");
  await writer.getByRole("link", { name: "Tomas Novak" }).click();
  await expect(writer.getByText("Second factor set up")).toBeVisible();
  await expect(writer.getByText(`Lena Fox reset the second factor of ${WRITER}`)).toBeVisible();

  server.operator(["member", "reset-second-factor", "--email", WRITER]);
  await writer.goto("/tokens");
  await expect(writer).toHaveURL(/\/sign-in\?next=/);
  expect(complaints.flat()).toEqual([]);
});
