import { expect, type Page, test } from "@playwright/test";
import { isClean } from "../support/axe";
import { Keys } from "../support/keys";
import { findMember } from "../support/members";
import { aPerson, clipboard, confirmStored, createToken, type Person, signIn } from "../support/people";
import { spills } from "../support/spills";

let owner: Person;
test.beforeAll(() => {
  owner = aPerson("owner");
});

test("no state of a screen that no address shows has an accessibility violation, light or dark", async ({ page }) => {
  test.setTimeout(300_000);
  const said: string[] = [];
  page.on("console", (message) => {
    const expected = /status of 40[14]/.test(message.text()); // what the browser says of the refusals below
    if (["error", "warning"].includes(message.type()) && !expected) said.push(message.text());
  });
  page.on("pageerror", (error) => said.push(error.message));

  await page.goto("/sign-in");
  await page.getByLabel("E-mail").fill("nobody@acme.example");
  await page.getByLabel("Password", { exact: true }).fill("wrong");
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page.getByText("don't match an account")).toBeVisible();
  await isClean(page, "sign-in, refused");

  await signIn(page, owner);
  await page.goto("/tokens?view=mine");
  await isClean(page, "tokens, none");
  await createToken(page, "first", "Writer");
  await expect(page.getByRole("row", { name: /first/ })).toBeVisible();
  await page.goto("/tokens?view=mine");
  await page.getByRole("button", { name: "Actions for first" }).click();
  await expect(page.getByRole("menu")).toBeVisible();
  await isClean(page, "row menu");
  await page.getByRole("menuitem", { name: "Revoke…" }).click();
  await isClean(page, "revoke dialog");
  await page.getByRole("button", { name: "Cancel" }).click();

  await page.goto("/tokens/new");
  await page.getByRole("button", { name: "Create token" }).click();
  await expect(page.getByText("Give the token a name.")).toBeVisible();
  await isClean(page, "new token, with an error");
  await page.getByRole("button", { name: /^Role/ }).click();
  await isClean(page, "new token, Role menu");
  await page.keyboard.press("Escape");
  await page.getByText("Custom…").click();
  await isClean(page, "new token, own date");
  await page.getByText("Never", { exact: true }).click();
  await page.getByLabel("Name").fill("second");
  await page.getByRole("button", { name: "Create token" }).click();
  await expect(page.getByRole("dialog")).toBeVisible();
  await isClean(page, "secret dialog");
  await page.keyboard.press("Escape");
  await expect(page.getByText("Leave without storing it?")).toBeVisible();
  await isClean(page, "secret dialog, leaving");
  await page.getByRole("button", { name: "Go back" }).click();
  await confirmStored(page);

  await page.goto("/members");
  await page.getByRole("button", { name: "Invite" }).click();
  await isClean(page, "invite dialog");
  await page.getByRole("dialog").getByLabel("E-mail").fill(`guest-${Date.now()}@acme.example`);
  await page.getByRole("button", { name: "Make the link" }).click();
  const link = page.getByRole("textbox", { name: "Invitation link" });
  await isClean(page, "invitation link");
  const invitation = await link.inputValue();
  await confirmStored(page);
  await findMember(page, owner);
  await page.getByRole("button", { name: `Actions for ${owner.name}` }).click();
  await page.getByRole("menuitem", { name: "Roles and attributes…" }).click();
  await page.getByRole("dialog").getByLabel("Base role").selectOption("Reader");
  await isClean(page, "roles and attributes dialog");
  await page.getByRole("button", { name: "Review change" }).click();
  await expect(page.getByText("Personal tokens that will do less")).toBeVisible();
  await isClean(page, "roles and attributes, reviewed");
  await page.getByRole("button", { name: "Cancel" }).click();
  await page.getByRole("button", { name: `Actions for ${owner.name}` }).click();
  await page.getByRole("menuitem", { name: "Remove…" }).click();
  await expect(page.getByText("deactivated at once")).toBeVisible();
  await isClean(page, "remove dialog");
  await page.getByRole("button", { name: "Cancel" }).click();
  await rolesAreClean(page);
  await page.context().clearCookies();
  await page.goto(invitation);
  await isClean(page, "invitation");
  expect(said).toEqual([]);
});

async function rolesAreClean(page: Page) {
  await page.goto("/roles/new");
  await page.getByRole("button", { name: "Create role" }).click();
  await isClean(page, "new role, with an error");
  const name = `Gardeners ${Date.now()}`;
  await page.getByLabel("Name").fill(name);
  await page.getByRole("checkbox").check();
  await isClean(page, "new role");
  await page.getByRole("button", { name: "Create role" }).click();
  await expect(page.getByRole("heading", { level: 1, name })).toBeVisible();
  await isClean(page, "role");
  await page.goto("/roles");
  await page.getByRole("link", { name, exact: true }).click();
  await page.getByRole("link", { name: "Edit", exact: true }).click();
  await page.getByRole("checkbox").uncheck();
  await page.getByLabel("Name").fill(`${name} 2`);
  await expect(page.getByText("No token and no member changes.")).toBeVisible();
  await isClean(page, "role, edited");
  await page.getByRole("button", { name: "Review changes" }).click();
  await expect(page.getByRole("heading", { name: /Review changes/ })).toBeVisible();
  await isClean(page, "role, review");
  await page.getByRole("button", { name: "Save role" }).click();
  await expect(page.getByText("Version 2")).toBeVisible();
  await isClean(page, "role with versions");
  await page.getByRole("button", { name: "Delete…" }).click();
  await isClean(page, "delete role dialog");
  await page.getByRole("button", { name: "Delete role" }).click();
  await expect(page).toHaveURL(/\/roles$/);
}

test("a name as long as can be makes no list scroll sideways at 320 and 390 pixels, nor at 200 % zoom of a laptop", async ({
  page,
}) => {
  await signIn(page, owner);
  await createToken(page, `a token with a name that is rather long ${"x".repeat(50)}`);
  await page.goto("/tokens?view=mine");
  for (const width of [320, 390, 640]) {
    await page.setViewportSize({ width, height: 800 });
    await expect.poll(() => spills(page), { message: `${width} px` }).toEqual([]);
  }
});

test("by keyboard alone: create a token, copy it, find it, revoke it", async ({ page, context }) => {
  await context.grantPermissions(["clipboard-write"]);
  await signIn(page, aPerson("writer"));
  const keys = new Keys(page);
  await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
  await keys.press("Tab");
  await expect(page.getByRole("link", { name: "Skip to the page" })).toBeFocused();
  await keys.tabTo(/New token|first token/);
  await keys.press("Enter");
  await expect(page.getByLabel("Name")).toBeFocused();
  await page.keyboard.type("typed by hand");
  await keys.tabTo(/Reader/);
  await keys.press("Enter", "ArrowDown", "Enter");
  await expect(page.getByRole("button", { name: /^Role/ })).toHaveText(/Writer/);
  await expect(page.getByRole("button", { name: /^Role/ })).toBeFocused();
  await keys.tabTo(/Create token/);
  await keys.press("Enter");
  const field = page.getByRole("textbox", { name: "Secret" });
  await expect(field).toBeFocused();
  const secret = await field.inputValue();
  await keys.tabTo(/Copy secret/);
  await keys.press("Enter");
  expect(await clipboard(page)).toBe(secret);
  await keys.tabTo(/I've stored/);
  await keys.press("Space");
  await keys.tabTo(/Done/);
  await expect(async () => {
    await keys.press("Enter");
    await expect(page.getByRole("dialog")).toBeHidden({ timeout: 500 });
  }).toPass();
  await expect(page.getByRole("heading", { level: 1, name: "typed by hand" })).toBeFocused();
  await page.goto("/tokens");
  await expect(page.getByRole("row", { name: /typed by hand/ })).toContainText("Writer");
  await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
  await keys.pressUntil("/", page.getByRole("searchbox"));
  await keys.tabTo(/Actions for typed by hand/);
  await keys.press("Enter");
  await expect(page.getByRole("menuitem", { name: "Open" })).toBeFocused();
  await keys.press("End", "Enter");
  await expect(page.getByRole("button", { name: "Cancel" })).toBeFocused();
  await keys.press("Escape");
  await expect(page.getByRole("dialog")).toBeHidden();
  await expect(page.getByRole("button", { name: "Actions for typed by hand" })).toBeFocused();
  await keys.press("Enter", "End", "Enter");
  await keys.tabTo(/Revoke token/);
  await keys.press("Enter");
  await expect(page.getByText("Revoked typed by hand")).toBeVisible();
});

test("lists can be read without JavaScript, in the theme that the cookie asks for", async ({ page, browser }) => {
  await signIn(page, owner);
  await createToken(page, `read by ${owner.name}`);
  const storageState = await page.context().storageState();
  const plain = await (await browser.newContext({ javaScriptEnabled: false, storageState })).newPage();
  await plain.context().addCookies([{ name: "latchkey-theme", value: "dark", url: page.url() }]);
  await plain.goto("/tokens");
  await expect(plain.locator("html")).toHaveAttribute("data-theme", "dark");
  await expect(plain.getByRole("row", { name: new RegExp(`read by ${owner.name}`) })).toBeVisible();
  await plain.goto(`/members?q=${encodeURIComponent(owner.email)}`);
  await expect(plain.getByRole("row", { name: new RegExp(owner.name) })).toBeVisible();
});
