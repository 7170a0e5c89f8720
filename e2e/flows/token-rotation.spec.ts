import { expect, test } from "@playwright/test";
import { isClean } from "../support/axe";
import { call } from "../support/call";
import { Keys } from "../support/keys";
import { aPerson, confirmStored, createToken, type Person, signIn } from "../support/people";
import { openToken, rotate, untilUsed } from "../support/tokens";

let member: Person;
test.beforeAll(() => {
  member = aPerson("writer");
});
test.beforeEach(async ({ page }) => {
  await signIn(page, member);
});

test("a rotation with an overlap: both secrets work, each with its own last use, until the old one is ended", async ({
  page,
}) => {
  const old = await createToken(page, "turns");
  expect((await call(old, "/caller-identity")).status).toBe(200);
  await openToken(page, "turns");
  await untilUsed(page);
  await page.getByRole("button", { name: "Rotate…" }).click();
  const dialog = page.getByRole("dialog", { name: "Rotate turns?" });
  await expect(dialog.getByRole("radio", { name: "24 hours" })).toBeFocused();
  await expect(dialog.getByRole("img", { name: /works beside the new one until/ })).toBeVisible();
  await isClean(page, "the rotate dialog");
  await page.keyboard.press("Escape");
  await expect(page.getByRole("button", { name: "Rotate…" }).first()).toBeFocused();

  const fresh = await rotate(page, "1 hour");
  expect(fresh).not.toBe(old);
  const shown = page.getByRole("dialog", { name: "Store the new secret now" });
  await expect(shown).toContainText(/Two secrets work until .* The old one was last used (just now|\d minutes? ago)\./);
  await isClean(page, "the new secret");
  await confirmStored(page);
  for (const secret of [old, fresh]) expect((await call(secret, "/caller-identity")).status).toBe(200);
  const secrets = page.getByRole("region", { name: "Secrets" });
  await expect(secrets).toContainText("Two secrets work until");
  await expect(secrets.getByRole("row", { name: /Old: still works/ })).toContainText(`…${old.slice(-4)}`);
  await expect(async () => {
    await page.reload();
    await expect(secrets).toContainText("The old one was last used", { timeout: 1_000 });
  }).toPass({ timeout: 30_000 });
  await isClean(page, "a token with two secrets");
  await secrets.getByRole("button", { name: "End old secret now" }).click();
  const ending = page.getByRole("dialog", { name: "End the old secret now?" });
  await expect(ending).toContainText("The old one was last used");
  await ending.getByRole("button", { name: "End old secret now" }).click();
  await expect(page.getByText("Ended the old secret of turns")).toBeVisible();
  expect(await call(old, "/caller-identity")).toMatchObject({ status: 401 });
  expect((await call(fresh, "/caller-identity")).status).toBe(200);
  const history = page.getByRole("region", { name: "History" });
  await expect(history).toContainText("rotated the secret");
  await expect(history).toContainText("ended the old secret");
});

test("A2 · a reload while a rotated secret is shown warns, then its page says that nobody confirmed it, and never the secret", async ({
  page,
}) => {
  await createToken(page, "reloaded");
  await openToken(page, "reloaded");
  const secret = await rotate(page, "End it now");
  const warned = new Promise<string>((resolve) => {
    page.once("dialog", async (dialog) => {
      resolve(dialog.type());
      await dialog.accept();
    });
  });
  await page.getByRole("textbox", { name: "Secret" }).click();
  await page.reload();
  expect(await warned).toBe("beforeunload");
  await expect(page.getByText("Nobody confirmed storing this secret. If you don't have it, rotate")).toBeVisible();
  expect(await page.content()).not.toContain(secret.slice(4, 40));
  await isClean(page, "an unconfirmed secret");
  await page.getByRole("button", { name: "I have it" }).click();
  await expect(page.getByText("Nobody confirmed storing this secret.")).toBeHidden();
  await expect(page.getByRole("region", { name: "History" })).toContainText("confirmed that the secret is stored");
});

test("A3 · A7 · Back, Esc and a click outside do not take a rotated secret away; Done does, for good", async ({
  page,
}) => {
  await createToken(page, "kept while shown");
  await openToken(page, "kept while shown");
  const secret = await rotate(page, "24 hours");
  const field = page.getByRole("textbox", { name: "Secret" });
  await page.keyboard.press("Escape");
  await page.keyboard.press("Escape");
  await expect(page.getByText("Leave without storing it?")).toBeVisible();
  await page.getByRole("button", { name: "Go back" }).click();
  await page.mouse.click(5, 5);
  await expect(field).toHaveValue(secret);
  await page.goBack();
  await expect(field).toHaveValue(secret);
  await page.goForward();
  await expect(field).toHaveValue(secret);
  await confirmStored(page);
  for (const move of [() => page.goBack(), () => page.goForward(), () => page.reload()]) {
    await move();
    expect(await page.content()).not.toContain(secret.slice(4, 40));
  }
});

test("a double click on Rotate makes one new secret, and it works", async ({ page }) => {
  const old = await createToken(page, "clicked twice over");
  await openToken(page, "clicked twice over");
  await page.getByRole("button", { name: "Rotate…" }).click();
  await page.getByRole("button", { name: "Rotate and show new secret" }).dblclick();
  const shown = page.getByRole("dialog", { name: "Store the new secret now" });
  const secret = await shown.getByRole("textbox", { name: "Secret" }).inputValue();
  await confirmStored(page);
  for (const each of [old, secret]) expect((await call(each, "/caller-identity")).status).toBe(200);
});

test("A16 · by keyboard alone: create, store, find, rename, rotate, revoke", async ({ page }) => {
  const keys = new Keys(page);
  const store = async () => {
    await expect(page.getByRole("textbox", { name: "Secret" })).toBeFocused();
    await keys.tabTo(/I've stored/);
    await keys.press("Space");
    await keys.tabTo(/Done/);
    await expect(async () => {
      await keys.press("Enter");
      await expect(page.getByRole("dialog")).toBeHidden({ timeout: 500 });
    }).toPass();
  };
  await page.goto("/tokens/new");
  await expect(page.getByLabel("Name")).toBeFocused();
  await page.keyboard.type("typed only");
  await keys.tabTo(/Create token/);
  await keys.press("Enter");
  await store();

  await page.goto("/tokens");
  await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
  await keys.pressUntil("/", page.getByRole("searchbox"));
  await page.keyboard.type("typed only");
  await expect(page).toHaveURL(/q=typed/);
  await keys.tabTo(/^ ?typed only/);
  await keys.press("Enter");
  await expect(page.getByRole("heading", { level: 1, name: "typed only" })).toBeVisible();

  await keys.tabTo(/^Rename/);
  await keys.press("Enter");
  await expect(page.getByRole("textbox", { name: "Name" })).toBeFocused();
  await page.keyboard.type("renamed by keys");
  await keys.press("Enter");
  await expect(page.getByRole("heading", { level: 1, name: "renamed by keys" })).toBeVisible();
  await expect(page.getByRole("button", { name: "Rename", exact: true })).toBeFocused();

  await keys.tabTo(/Rotate…/);
  await keys.press("Enter");
  await expect(page.getByRole("radio", { name: "24 hours" })).toBeFocused();
  await keys.press("ArrowLeft", "ArrowLeft");
  await expect(page.getByRole("radio", { name: "End it now" })).toBeChecked();
  await keys.tabTo(/Rotate and show/);
  await keys.press("Enter");
  await store();
  await expect(page.getByRole("button", { name: "Rotate…" }).first()).toBeFocused();

  await keys.tabTo(/^ ?Revoke token…/);
  await keys.press("Enter");
  await expect(page.getByRole("button", { name: "Cancel" })).toBeFocused();
  await keys.press("Escape");
  await expect(page.getByRole("button", { name: "Revoke token…" })).toBeFocused();
  await keys.press("Enter");
  await expect(page.getByRole("button", { name: "Cancel" })).toBeFocused();
  await keys.tabTo(/^ ?Revoke token$/);
  await keys.press("Enter");
  await expect(page.getByText("Revoked renamed by keys")).toBeVisible();
});
