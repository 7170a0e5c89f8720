import { expect, test } from "@playwright/test";
import { call } from "../support/call";
import { aPerson, createToken, signIn } from "../support/people";

test("demoting a member announces which tokens will do less, and they do", async ({ page, browser }) => {
  const [admin, member] = [aPerson("admin"), aPerson("writer")];
  const theirs = await (await browser.newContext()).newPage();
  await signIn(theirs, member);
  const secret = await createToken(theirs, "writes things", "Writer");

  await signIn(page, admin);
  await page.getByRole("link", { name: "Members" }).click();
  await page.getByRole("button", { name: `Actions for ${member.name}` }).click();
  await page.getByRole("menuitem", { name: "Change role…" }).click();
  const dialog = page.getByRole("dialog", { name: `Change ${member.name}'s role from Writer?` });
  await dialog.getByLabel("Role").selectOption("Reader");
  await expect(dialog).toContainText("Personal tokens that will do less (1)");
  await expect(dialog).toContainText("writes things");
  await dialog.getByRole("button", { name: "Change role, limit 1 token" }).click();
  await expect(page.getByText(`${member.name} is now a Reader`)).toBeVisible();

  await theirs.goto("/tokens");
  const row = theirs.getByRole("row", { name: /writes things/ });
  await expect(row).toContainText("Limited");
  await expect(row).toContainText("acts as Reader");
  expect((await call(secret, "/caller-identity")).status).toBe(200);
  await theirs.goto("/tokens/new");
  await theirs.getByRole("button", { name: /^Role/ }).click();
  await expect(theirs.getByRole("option", { name: /^Writer/ })).toHaveAttribute("aria-disabled", "true");
  await expect(theirs.getByText("You're a Reader, so Writer, Admin and Owner aren't available.")).toBeVisible();
});

test("removing a member kills their tokens with the next call and ends their session", async ({ page, browser }) => {
  const [owner, leaver] = [aPerson("owner"), aPerson("writer")];
  const theirs = await (await browser.newContext()).newPage();
  await signIn(theirs, leaver);
  const secret = await createToken(theirs, "will die");
  expect((await call(secret, "/caller-identity")).status).toBe(200);

  await signIn(page, owner);
  await page.goto("/members");
  await page.getByRole("button", { name: `Actions for ${leaver.name}` }).click();
  await page.getByRole("menuitem", { name: "Remove…" }).click();
  const dialog = page.getByRole("dialog", { name: `Remove ${leaver.name}?` });
  await expect(dialog).toContainText("1 personal token is deactivated at once");
  const remove = dialog.getByRole("button", { name: "Remove and deactivate 1 token" });
  await expect(remove).toHaveAttribute("aria-disabled", "true");
  await dialog.getByLabel(`Type ${leaver.email} to confirm`).fill(leaver.email);
  await remove.click();
  await expect(page.getByText(`Removed ${leaver.name}`)).toBeVisible();
  expect(await call(secret, "/caller-identity")).toMatchObject({
    status: 401,
    json: { message: expect.stringContaining("deactivated") },
  });
  await theirs.goto("/tokens");
  await expect(theirs).toHaveURL(/\/sign-in/);
});

test("a Reader sees the members and can change none of them; an Admin cannot touch an Owner", async ({
  page,
  browser,
}) => {
  const [owner, admin, reader] = [aPerson("owner"), aPerson("admin"), aPerson("reader")];
  await signIn(page, reader);
  await page.goto("/members");
  await expect(page.getByRole("row", { name: new RegExp(admin.name) })).toBeVisible();
  await expect(page.getByRole("button", { name: /^Actions for/ })).toHaveCount(0);
  await expect(page.getByRole("button", { name: "Invite" })).toHaveCount(0);
  const other = await (await browser.newContext()).newPage();
  await signIn(other, admin);
  await other.goto("/members");
  await expect(other.getByRole("button", { name: `Actions for ${reader.name}` })).toBeVisible();
  await expect(other.getByRole("button", { name: `Actions for ${owner.name}` })).toHaveCount(0);
});
