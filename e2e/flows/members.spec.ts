import { expect, test } from "@playwright/test";
import { call } from "../support/call";
import { aPerson, confirmStored, createToken, signIn } from "../support/people";

test("demoting a member announces which tokens will do less, and they do", async ({ page, browser }) => {
  const [admin, member] = [aPerson("admin"), aPerson("writer")];
  const theirs = await (await browser.newContext()).newPage();
  await signIn(theirs, member);
  const secret = await createToken(theirs, "writes things", "Writer");

  await signIn(page, admin);
  await page.getByRole("link", { name: "Members" }).click();
  await page.getByRole("button", { name: `Actions for ${member.name}` }).click();
  await page.getByRole("menuitem", { name: "Roles and attributes…" }).click();
  const dialog = page.getByRole("dialog", { name: `Roles of ${member.name}` });
  await dialog.getByLabel("Base role").selectOption("Reader");
  await expect(dialog).toContainText("Personal tokens that will do less (1)");
  await expect(dialog).toContainText("writes things");
  await dialog.getByRole("button", { name: "Save, limit 1 token" }).click();
  await expect(page.getByText(`Saved the roles of ${member.name}`)).toBeVisible();

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
  await expect(page.getByRole("button", { name: "Invite" })).toHaveAttribute("aria-disabled", "true");
  await expect(page.getByText("Your role doesn't include inviting people.")).toBeVisible();
  const other = await (await browser.newContext()).newPage();
  await signIn(other, admin);
  await other.goto("/members");
  await expect(other.getByRole("button", { name: `Actions for ${reader.name}` })).toBeVisible();
  await expect(other.getByRole("button", { name: `Actions for ${owner.name}` })).toHaveCount(0);
});

test("a custom role stands in place of the base role, which is said before it is given, with a value for its gap", async ({
  page,
  browser,
}) => {
  const [owner, member] = [aPerson("owner"), aPerson("writer")];
  const theirs = await (await browser.newContext()).newPage();
  await signIn(theirs, member);
  const secret = await createToken(theirs, "works on web", "Writer");
  await signIn(page, owner);
  const owners = await createToken(page, "hand of the owner", "Owner");
  const key = `team-${member.name.slice(-8)}`;
  const policy = [{ effect: "allow", resources: [`role/\${roleAttribute/team}`], actions: ["viewRole"] }];
  expect((await call(owners, "/roles", "POST", { key, name: "Team role", policy })).status).toBe(201);
  expect((await call(secret, "/members")).status).toBe(200);

  await page.goto("/members");
  await page.getByRole("button", { name: `Actions for ${member.name}` }).click();
  await page.getByRole("menuitem", { name: "Roles and attributes…" }).click();
  const dialog = page.getByRole("dialog", { name: `Roles of ${member.name}` });
  await dialog.getByRole("checkbox", { name: new RegExp(key) }).check();
  await expect(dialog).toContainText(`With a custom role, ${member.name} no longer has Writer access.`);
  await expect(dialog).toContainText("Without a value, what mentions team allows nothing.");
  await expect(dialog.getByRole("list", { name: "Personal tokens that will do less (1)" })).toContainText(
    "works on web",
  );
  await dialog.getByRole("textbox", { name: "team" }).fill("not/a name");
  await expect(dialog.getByText("A value is a name of letters")).toBeVisible();
  await dialog.getByRole("textbox", { name: "team" }).fill(key);
  await dialog.getByRole("button", { name: "Save, limit 1 token" }).click();
  await expect(page.getByText(`Saved the roles of ${member.name}`)).toBeVisible();
  await expect(page.getByRole("row", { name: new RegExp(member.name) })).toContainText("not in effect");
  expect((await call(secret, `/roles/${key}`)).status).toBe(200);
  expect((await call(secret, "/tokens", "POST", { name: "child" })).status).toBe(403);
});

test("an invitation gives custom roles too", async ({ page }) => {
  await signIn(page, aPerson("owner"));
  const owners = await createToken(page, "hand of the owner", "Owner");
  const key = `guests-${Date.now()}`;
  expect((await call(owners, "/roles", "POST", { key, name: "Guests", policy: [] })).status).toBe(201);
  await page.goto("/members");
  await page.getByRole("button", { name: "Invite" }).click();
  const email = `${key}@acme.example`;
  await page.getByRole("dialog").getByLabel("E-mail").fill(email);
  await page.getByRole("checkbox", { name: new RegExp(key) }).check();
  await expect(page.getByRole("dialog")).toContainText(`With a custom role, ${email} no longer has Reader access.`);
  await page.getByRole("button", { name: "Make the link" }).click();
  await expect(page.getByRole("textbox", { name: "Invitation link" })).toBeVisible();
  await confirmStored(page);
  await expect(page.getByRole("row", { name: new RegExp(email) })).toContainText("Guests");
});
