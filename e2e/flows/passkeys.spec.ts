import { expect, type Page, test } from "@playwright/test";
import { isClean } from "../support/axe";
import { addPasskey, NAMED, unlocked, withDevice } from "../support/passkeys";
import { aPerson, type Person, signIn } from "../support/people";

const listed = (page: Page) => page.getByRole("list", { name: "Passkeys" }).getByRole("listitem");

async function signOut(page: Page): Promise<void> {
  await page.getByRole("button", { name: /^Account:/ }).click();
  await page.getByRole("menuitem", { name: "Sign out" }).click();
  await expect(page).toHaveURL(/\/sign-in/);
}

async function tryPasskey(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Use a passkey" }).click();
}

test("a passkey is added, signs in without a password or after one, gets another name, and opens nothing once it is removed", async ({
  browser,
}) => {
  const { page } = await withDevice(browser);
  const person = aPerson("writer");
  await signIn(page, person);
  await addPasskey(page, "work laptop");
  await expect(page.getByText("Your other sessions have ended.").first()).toBeVisible();
  await expect(listed(page)).toHaveText(/^work laptopNever used · Added: .*On one device only/);
  await isClean(page, "the account with a passkey");

  await signOut(page);
  await page.goto("/sign-in?next=/account");
  await isClean(page, "the page for signing in, with a passkey");
  await expect(async () => {
    await tryPasskey(page);
    await expect(page.getByRole("heading", { level: 1, name: "Your account" })).toBeVisible({ timeout: 5_000 });
  }).toPass();
  await expect(listed(page)).toHaveText(/Last used/);

  await signOut(page);
  await page.goto("/sign-in?next=/account");
  await page.getByLabel("E-mail").fill(person.email);
  await page.getByLabel("Password", { exact: true }).fill(person.password);
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Confirm it's you" })).toBeVisible();
  await isClean(page, "a second factor that is a passkey");
  await expect(async () => {
    await tryPasskey(page);
    await expect(page.getByRole("heading", { level: 1, name: "Your account" })).toBeVisible({ timeout: 5_000 });
  }).toPass();

  await page.getByRole("button", { name: "Rename the passkey work laptop" }).click();
  const renaming = page.getByRole("dialog", { name: "Rename “work laptop”" });
  await renaming.getByLabel("Name").fill("old laptop");
  await renaming.getByRole("button", { name: "Save name" }).click();
  await expect(listed(page)).toHaveText(/^old laptop/);

  await page.getByRole("button", { name: "Remove the passkey old laptop" }).click();
  const removing = page.getByRole("dialog", { name: "Remove “old laptop”?" });
  await isClean(page, "the dialog for removing a passkey");
  await removing.getByRole("button", { name: "Remove", exact: true }).click();
  await expect(listed(page)).toHaveCount(0);

  await signOut(page);
  await expect(async () => {
    await tryPasskey(page); // the device has it still
    await expect(page.getByText("That passkey doesn't open an account here.")).toBeVisible({ timeout: 5_000 });
  }).toPass();
  await isClean(page, "a refused passkey");
  await page.goto("/tokens");
  await expect(page).toHaveURL(/\/sign-in/);
});

test("a device that nobody unlocks makes and shows no passkey, and the page says so", async ({ browser }) => {
  const { page, device } = await withDevice(browser);
  await signIn(page, aPerson("writer"));
  await addPasskey(page, "phone");
  await expect(listed(page)).toHaveCount(1);
  await signOut(page);
  await unlocked(device, false);
  await expect(async () => {
    await tryPasskey(page);
    await expect(page.getByText("No passkey was chosen, or the device wasn't unlocked in time.")).toBeVisible({
      timeout: 5_000,
    });
  }).toPass();
});

test("at an address where browsers know no passkeys the pages say which one to go to", async ({ page }) => {
  const person: Person = aPerson("reader");
  await signIn(page, person);
  await page.goto("/account");
  const note = page.getByText("Passkeys work at another address of this server:");
  await expect(note.getByRole("link", { name: NAMED })).toHaveAttribute("href", `${NAMED}/account`);
  await expect(page.getByRole("button", { name: "Add a passkey" })).toHaveCount(0);
  await page.context().clearCookies();
  await page.goto("/sign-in");
  await expect(async () => {
    await tryPasskey(page);
    await expect(page.getByText(`Passkeys work at another address of this server: ${NAMED}`)).toBeVisible({
      timeout: 1_000,
    });
  }).toPass();
});
