import { expect, type Page, test } from "@playwright/test";
import { isClean } from "../support/axe";
import { age } from "../support/database";
import { codeOf, setUpApp } from "../support/factor";
import { addPasskey, unlocked, withDevice } from "../support/passkeys";
import { aPerson, confirmStored, signIn } from "../support/people";
import { raw } from "../support/raw";
import { serverOrigin } from "../support/server";
import { askForGreatToken } from "../support/tokens";

const dialogOf = (page: Page) => page.getByRole("dialog", { name: "Confirm it's you" });
const cookieOf = async (page: Page) =>
  (await page.context().cookies()).map(({ name, value }) => `${name}=${value}`).join("; ");

test("a quarter of an hour after signing in a great act asks who is there, and is then done as it was typed; the cookie from before is dead", async ({
  page,
}) => {
  const member = aPerson("owner");
  await signIn(page, member);
  await age(member.email, "authenticated_at", 16);
  const before = await cookieOf(page);
  expect((await raw("GET", "/tokens", { cookie: before })).status).toBe(200);
  await askForGreatToken(page, "deploys it all");
  const dialog = dialogOf(page);
  await expect(dialog.getByLabel("Password", { exact: true })).toBeFocused();
  await isClean(page, "confirming who one is");
  await dialog.getByLabel("Password", { exact: true }).fill("not my password at all");
  await dialog.getByRole("button", { name: "Confirm" }).click();
  await expect(dialog.getByText("That isn't your password.")).toBeVisible();
  await dialog.getByLabel("Password", { exact: true }).fill(member.password);
  await page.keyboard.press("Enter");
  await expect(page.getByRole("dialog", { name: "Store this secret now" })).toBeVisible();
  await confirmStored(page);
  await expect(page.getByRole("heading", { level: 1, name: "deploys it all" })).toBeVisible();
  expect((await raw("GET", "/tokens", { cookie: before })).headers.location).toBe("/sign-in?next=%2Ftokens");

  await askForGreatToken(page, "and another"); // what was proven just now is not asked again
  await expect(page.getByRole("dialog", { name: "Store this secret now" })).toBeVisible();
});

test("whoever does not confirm changes nothing and keeps what they typed; a file of the log is asked for before it is sent", async ({
  page,
}) => {
  const member = aPerson("owner");
  await signIn(page, member);
  await age(member.email, "authenticated_at", 16);
  await askForGreatToken(page, "never made");
  await dialogOf(page).getByRole("button", { name: "Cancel" }).click();
  await expect(page.getByText("Confirm it's you to do this: it's a while since you signed in.")).toBeVisible();
  await expect(page.getByLabel("Name")).toHaveValue("never made");

  await page.goto("/audit");
  const sent = await page.request.post("/audit/export", {
    form: { format: "csv" },
    headers: { "sec-fetch-site": "same-origin" },
  });
  expect([sent.status(), await sent.text()]).toEqual([
    403,
    "Confirm it's you to do this: it's a while since you signed in.\n",
  ]);
  await expect(async () => {
    await page.getByRole("button", { name: "Export CSV" }).click({ timeout: 1_000 });
    await expect(dialogOf(page)).toBeVisible({ timeout: 2_000 });
  }).toPass();
  await page.keyboard.press("Escape");
  await expect(dialogOf(page)).toBeHidden();
  await page.getByRole("button", { name: "Export CSV" }).click();
  await dialogOf(page).getByLabel("Password", { exact: true }).fill(member.password);
  const file = page.waitForEvent("download");
  await dialogOf(page).getByRole("button", { name: "Confirm" }).click();
  expect((await file).suggestedFilename()).toMatch(/^latchkey-audit-.*\.csv$/);
  await expect(page.getByText("Confirm it's you to do this")).toBeHidden();
});

test("what signs somebody in confirms that it is them, and nothing less: a passkey alone, or the password with a code of their app", async ({
  browser,
}) => {
  const { page, device } = await withDevice(browser);
  const member = aPerson("owner");
  const dialog = dialogOf(page);
  const made = page.getByRole("dialog", { name: "Store this secret now" });
  await signIn(page, member);
  await addPasskey(page, "laptop");
  await age(member.email, "authenticated_at", 16);
  const before = await cookieOf(page);
  await askForGreatToken(page, "by the passkey");
  await expect(dialog.getByRole("button", { name: "Use a passkey" })).toBeFocused();
  await expect(dialog.getByRole("textbox")).toHaveCount(0);
  await isClean(page, "confirming who one is with a passkey alone");
  await unlocked(device, false);
  await dialog.getByRole("button", { name: "Use a passkey" }).click();
  await expect(dialog.getByText("No passkey was chosen, or the device wasn't unlocked in time.")).toBeVisible();
  await unlocked(device, true);
  await dialog.getByRole("button", { name: "Use a passkey" }).click();
  await expect(made).toBeVisible();
  await confirmStored(page);
  expect((await raw("GET", "/tokens", { cookie: before })).headers.location).toBe("/sign-in?next=%2Ftokens");

  const elsewhere = await (await browser.newContext({ baseURL: serverOrigin() })).newPage(); // where browsers know no passkeys
  const { hostname: domain } = new URL(serverOrigin());
  await elsewhere.context().addCookies((await page.context().cookies()).map((cookie) => ({ ...cookie, domain })));
  await age(member.email, "authenticated_at", 16);
  await askForGreatToken(elsewhere, "by no way");
  const noWay = dialogOf(elsewhere).getByText("There is no way to confirm it here: sign out, and sign in again.");
  await expect(noWay).toBeVisible();
  await isClean(elsewhere, "confirming who one is where there is no way to");
  await dialogOf(elsewhere).getByRole("button", { name: "Close" }).click();
  await expect(elsewhere.getByText("Confirm it's you to do this: it's a while since you signed in.")).toBeVisible();
  await askForGreatToken(page, "by the passkey again");
  await dialog.getByRole("button", { name: "Use a passkey" }).click();
  await expect(made).toBeVisible();
  await confirmStored(page);

  await page.goto("/account");
  const app = page.getByRole("dialog", { name: "Set up an authenticator app" });
  await expect(async () => {
    await page.getByRole("button", { name: "Set up an authenticator app" }).click({ timeout: 1_000 });
    await expect(app).toBeVisible({ timeout: 1_000 });
  }).toPass();
  const { key } = await setUpApp(page, app, member.password);
  await age(member.email, "authenticated_at", 16);
  await askForGreatToken(page, "by the app");
  await expect(dialog.getByLabel("Password", { exact: true })).toBeFocused();
  await expect(dialog.getByRole("button", { name: "Use a passkey" })).toBeVisible();
  await isClean(page, "confirming who one is with a password, a code or a passkey");
  await dialog.getByLabel("Password", { exact: true }).fill(member.password);
  await dialog.getByLabel("Code", { exact: true }).fill("000000");
  await dialog.getByRole("button", { name: "Confirm" }).click();
  await expect(dialog.getByText("That code isn't right, or was used before.")).toBeVisible();
  await dialog.getByLabel("Code", { exact: true }).fill(codeOf(key, 1));
  await page.keyboard.press("Enter");
  await expect(made).toBeVisible();
});
