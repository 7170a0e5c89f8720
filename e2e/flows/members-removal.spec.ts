import { expect, test } from "@playwright/test";
import { call } from "../support/call";
import { Keys } from "../support/keys";
import { chooseFor, findMember } from "../support/members";
import { aPerson, createServiceToken, createToken, signIn } from "../support/people";

test("S5 · remove-member-deactivates: personal tokens and sessions die at once, service tokens work on under the heir named", async ({
  page,
  browser,
}) => {
  const [owner, leaver, heir] = [aPerson("owner"), aPerson("writer"), aPerson("reader")];
  const theirs = await (await browser.newContext()).newPage();
  await signIn(theirs, leaver);
  const secret = await createToken(theirs, "will die");
  const service = await createServiceToken(theirs, "lives on");
  expect((await call(secret, "/caller-identity")).status).toBe(200);

  await signIn(page, owner);
  await chooseFor(page, leaver, "Remove…");
  const dialog = page.getByRole("dialog", { name: `Remove ${leaver.name} from Acme?` });
  await expect(dialog).toContainText("1 personal token is deactivated at once. They don't come back");
  await expect(dialog.getByRole("row", { name: /will die/ })).toContainText("→ deactivated");
  await expect(dialog).toContainText("1 service token keeps working. Name someone to look after them.");
  await expect(dialog).toContainText("lives on");
  await expect(dialog).toContainText("Sessions end now.");
  await dialog.getByLabel("Who looks after them").selectOption(heir.name);
  await dialog.getByLabel(`Type ${leaver.email} to confirm`).fill(leaver.email);
  await dialog.getByRole("button", { name: "Remove and deactivate 1 token" }).click();
  await expect(page.getByText(`Removed ${leaver.name}`)).toBeVisible();
  expect(await call(secret, "/caller-identity")).toMatchObject({
    status: 401,
    json: { message: expect.stringContaining("deactivated") },
  });
  expect((await call(service, "/caller-identity")).status).toBe(200);
  await theirs.goto("/tokens");
  await expect(theirs).toHaveURL(/\/sign-in/);
  await findMember(page, heir);
  await page.getByRole("link", { name: heir.name }).click();
  await expect(page.getByRole("row", { name: /lives on/ })).toContainText(`made by ${leaver.name}`);
});

test("a service token whose maker left without an heir is given somebody to look after it on its page", async ({
  page,
  browser,
}) => {
  const [owner, leaver] = [aPerson("owner"), aPerson("writer")];
  const theirs = await (await browser.newContext()).newPage();
  await signIn(theirs, leaver);
  const name = `orphan ${leaver.name}`;
  await createServiceToken(theirs, name);
  await signIn(page, owner);
  await chooseFor(page, leaver, "Remove…");
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Who looks after them").selectOption("Nobody for now");
  await expect(dialog).toContainText("They will stand under “Needs attention” until somebody does.");
  await dialog.getByLabel(/^Type/).fill(leaver.email);
  await dialog.getByRole("button", { name: "Remove", exact: true }).click();
  await expect(page.getByText(`Removed ${leaver.name}`)).toBeVisible();
  await page.goto(`/tokens?q=${encodeURIComponent(name)}`);
  await page.getByRole("link", { name }).click();
  await page.getByRole("button", { name: `More for ${name}` }).click();
  await page.getByRole("menuitem", { name: "Who looks after it…" }).click();
  const asking = page.getByRole("dialog", { name: `Who looks after ${name}?` });
  await expect(asking).toContainText(`${leaver.name}, who looked after it, is no longer a member.`);
  await asking.getByLabel("From now on").selectOption(`${owner.name} (you)`);
  await asking.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText(`looked after by ${owner.name}`)).toBeVisible();
});

test("A13 · the typed address must match exactly, spaces around it aside; until then nobody is removed", async ({
  page,
}) => {
  const [owner, leaver] = [aPerson("owner"), aPerson("reader")];
  await signIn(page, owner);
  await chooseFor(page, leaver, "Remove…");
  const dialog = page.getByRole("dialog");
  const field = dialog.getByLabel(`Type ${leaver.email} to confirm`);
  const remove = dialog.getByRole("button", { name: "Remove", exact: true });
  for (const wrong of ["", leaver.email.slice(1), leaver.email.toUpperCase(), `${leaver.email}x`]) {
    await field.fill(wrong);
    await expect(remove).toHaveAttribute("aria-disabled", "true");
    await field.press("Enter");
    await expect(dialog).toBeVisible();
  }
  await field.fill(`  ${leaver.email} `);
  await expect(remove).not.toHaveAttribute("aria-disabled");
  await remove.click();
  await expect(page.getByText(`Removed ${leaver.name}`)).toBeVisible();
});

test("A16 · a member is removed by keyboard alone; leaving a dialog gives the focus back to where it was opened", async ({
  page,
}) => {
  const [owner, leaver] = [aPerson("owner"), aPerson("reader")];
  await signIn(page, owner);
  await findMember(page, leaver);
  const button = page.getByRole("button", { name: `Actions for ${leaver.name}` });
  const keys = new Keys(page);
  await keys.tabTo(new RegExp(`^Actions for ${leaver.name}`));
  await keys.press("Enter", "End");
  await expect(page.getByRole("menuitem", { name: "Remove…" })).toBeFocused();
  await keys.press("Enter");
  const dialog = page.getByRole("dialog");
  await expect(dialog.getByRole("button", { name: "Cancel" })).toBeFocused();
  await keys.press("Escape");
  await expect(dialog).toBeHidden();
  await expect(button).toBeFocused();

  await keys.press("Enter", "End", "Enter");
  await expect(dialog.getByRole("button", { name: "Cancel" })).toBeFocused();
  await keys.press("Shift+Tab");
  await expect(dialog.getByLabel(`Type ${leaver.email} to confirm`)).toBeFocused();
  await page.keyboard.type(leaver.email);
  await expect(dialog.getByRole("button", { name: "Remove" })).not.toHaveAttribute("aria-disabled"); // what dies with it is told
  await keys.press("Enter");
  await expect(page.getByText(`Removed ${leaver.name}`)).toBeVisible();
  await expect(page.getByText("No member matches these filters")).toBeVisible();
  await expect(page.getByRole("heading", { level: 1 })).toBeFocused();
});

test("a removal whose effect differs by now asks again with the difference, and what was typed stays", async ({
  page,
  browser,
}) => {
  const [owner, leaver] = [aPerson("owner"), aPerson("writer")];
  const theirs = await (await browser.newContext()).newPage();
  await signIn(theirs, leaver);
  await signIn(page, owner);
  await chooseFor(page, leaver, "Remove…");
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel(/^Type/).fill(leaver.email);
  await createToken(theirs, "just made");
  await dialog.getByRole("button", { name: "Remove", exact: true }).click();
  await expect(dialog.getByRole("alert")).toContainText("Also affected by now: just made.");
  await expect(dialog.getByLabel(/^Type/)).toHaveValue(leaver.email);
  await dialog.getByRole("button", { name: "Remove and deactivate 1 token" }).click();
  await expect(page.getByText(`Removed ${leaver.name}`)).toBeVisible();
});

test("an Owner passes ownership on and is an Admin from then on, with what that takes from their tokens said before", async ({
  page,
}) => {
  const [owner, next] = [aPerson("owner"), aPerson("admin")];
  await signIn(page, owner);
  await createToken(page, "all mighty", "Owner");
  await chooseFor(page, next, "Pass ownership on…");
  const dialog = page.getByRole("dialog", { name: `Pass ownership on to ${next.name}?` });
  await expect(dialog.getByRole("row", { name: /all mighty/ })).toContainText("Owner → acts as Admin");
  await dialog.getByLabel(/^Type/).fill(next.email);
  await dialog.getByRole("button", { name: "Pass ownership on" }).click();
  await expect(page.getByText(`${next.name} is Owner now; you are Admin`)).toBeVisible();
  await expect(await findMember(page, next)).toContainText("Owner");
  await expect(await findMember(page, owner)).toContainText("Admin");
});
