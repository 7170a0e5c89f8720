import { expect, test } from "@playwright/test";
import { call } from "../support/call";
import { chooseFor, findMember, reviewBaseRole } from "../support/members";
import { aPerson, createServiceToken, createToken, signIn } from "../support/people";
import { aRole } from "../support/roles";

test("A10 · demoting a member announces which tokens will do less and limits them at once; promoting restores them, announced too", async ({
  page,
  browser,
}) => {
  const [admin, member] = [aPerson("admin"), aPerson("writer")];
  const theirs = await (await browser.newContext()).newPage();
  await signIn(theirs, member);
  const secret = await createToken(theirs, "writes things", "Writer");
  await createToken(theirs, "reads things", "Reader");

  await signIn(page, admin);
  const demotion = await reviewBaseRole(page, member, "Writer", "Reader");
  await expect(demotion.getByRole("table", { name: "Personal tokens that will do less (1)" })).toContainText(
    "Writer → acts as Reader",
  );
  await expect(demotion).not.toContainText("reads things");
  const lost = /loses (\d+) actions/.exec((await demotion.textContent()) ?? "")?.[1];
  await expect(demotion.getByRole("row", { name: /writes things/ })).toContainText(`−${lost}`);
  await expect(demotion).toContainText("Going back to Writer later gives these tokens their access back.");
  await expect(demotion.getByRole("button", { name: "Cancel" })).toBeFocused();
  await demotion.getByRole("button", { name: "Change role, limit 1 token" }).click();
  await expect(page.getByText(`Changed the roles of ${member.name}`)).toBeVisible();

  await theirs.goto("/tokens");
  const row = theirs.getByRole("row", { name: /writes things/ });
  await expect(row).toContainText("Limited");
  await expect(row).toContainText("acts as Reader");
  expect((await call(secret, "/caller-identity")).status).toBe(200);

  const promotion = await reviewBaseRole(page, member, "Reader", "Writer");
  await expect(promotion.getByRole("table", { name: `1 token regains ${lost} actions` })).toContainText(
    "acts as Reader → Writer",
  );
  await promotion.getByRole("button", { name: "Change role" }).click();
  await expect(page.getByText(`Changed the roles of ${member.name}`)).toBeVisible();
  await theirs.reload();
  await expect(row).not.toContainText("Limited");
});

test("S8 · service-survives-downgrade: the dialog names the service tokens that keep working, and they do", async ({
  page,
  browser,
}) => {
  const [owner, admin] = [aPerson("owner"), aPerson("admin")];
  const theirs = await (await browser.newContext()).newPage();
  await signIn(theirs, admin);
  const personal = await createToken(theirs, "hand of the admin", "Admin");
  const service = await createServiceToken(theirs, "otel-collector", "Admin");
  const makesRole = (secret: string) =>
    call(secret, "/roles", "POST", { key: `r-${Math.random().toString(36).slice(2)}`, name: "R", policy: [] });
  expect((await makesRole(personal)).status).toBe(201);

  await signIn(page, owner);
  const dialog = await reviewBaseRole(page, admin, "Admin", "Reader");
  await expect(dialog).toContainText(`Keep working unchanged (1 service token ${admin.name} made)`);
  await expect(dialog).toContainText("otel-collector");
  await dialog.getByRole("button", { name: "Change role, limit 1 token" }).click();
  await expect(page.getByText(`Changed the roles of ${admin.name}`)).toBeVisible();
  expect((await makesRole(personal)).status).toBe(403);
  expect((await makesRole(service)).status).toBe(201);
});

test("S6 · role-attribute-inherits: a token's role menu offers held roles with the owner's values, and the token has them", async ({
  page,
  browser,
}) => {
  const [owner, member] = [aPerson("owner"), aPerson("reader")];
  await signIn(page, owner);
  const owners = await createToken(page, "hand of the owner", "Owner");
  const other = await aRole(owners, "Not theirs", []);
  const policy = [
    { effect: "allow", resources: [`role/\${roleAttribute/team}`], actions: ["viewRole"] },
    { effect: "allow", resources: ["member/*:token/*"], actions: ["createAccessToken"] },
  ];
  const role = await aRole(owners, "Team role", policy);

  await chooseFor(page, member, "Roles and attributes…");
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("checkbox", { name: new RegExp(role.key) }).check();
  await dialog.getByRole("textbox", { name: "team" }).fill(role.key);
  await dialog.getByRole("button", { name: "Review change" }).click();
  await page
    .getByRole("dialog", { name: `Change ${member.name} from Reader to Team role?` })
    .getByRole("button", { name: "Change role" })
    .click();
  await expect(page.getByText(`Changed the roles of ${member.name}`)).toBeVisible();

  const theirs = await (await browser.newContext()).newPage();
  await signIn(theirs, member);
  await theirs.goto("/tokens/new");
  await theirs.getByLabel("Name").fill("as my role says");
  await theirs.getByRole("button", { name: /^Role/ }).click();
  await theirs.getByRole("option", { name: /^Custom/ }).click();
  const held = theirs.getByRole("checkbox", { name: new RegExp(`^${role.name}`) });
  await expect(theirs.getByText(`team = ${role.key} (yours)`)).toBeVisible();
  await expect(held).toBeEnabled();
  await expect(theirs.getByRole("checkbox", { name: new RegExp(`^${other.name}`) })).toHaveCount(0);
  await held.check();
  await theirs.getByRole("button", { name: "Create token" }).click();
  const secret = await theirs.getByRole("textbox", { name: "Secret" }).inputValue();
  expect((await call(secret, `/roles/${role.key}`)).status).toBe(200);
  expect((await call(secret, `/roles/${other.key}`)).status).not.toBe(200);
});

test("A21 · what cannot be done to a member stands there with the reason; a Reader sees names and roles alone", async ({
  page,
  browser,
}) => {
  const [owner, admin, reader] = [aPerson("owner"), aPerson("admin"), aPerson("reader")];
  await signIn(page, reader);
  await findMember(page, { email: admin.name });
  await expect(page.getByRole("button", { name: /^Actions for/ })).toHaveCount(0);
  await expect(page.getByRole("button", { name: "Invite" })).toHaveAttribute("aria-disabled", "true");
  await expect(page.getByText("Your role doesn't include inviting people. An Admin or Owner can.")).toBeVisible();
  await expect(page.getByRole("columnheader")).toHaveText(["Name", "Role", "Custom roles"]);
  await expect(page.getByRole("table")).not.toContainText("@");
  await page.getByRole("link", { name: admin.name }).click();
  await expect(page.getByRole("heading", { level: 1, name: admin.name })).toBeVisible();
  await expect(page.getByText("You see the name and roles.")).toBeVisible();
  await expect(page.getByRole("main")).not.toContainText(admin.email);

  const other = await (await browser.newContext()).newPage();
  await signIn(other, admin);
  await findMember(other, owner);
  await other.getByRole("button", { name: `Actions for ${owner.name}` }).click();
  const item = other.getByRole("menuitem", { name: /^Remove…/ });
  await expect(item).toHaveAttribute("aria-disabled", "true");
  await expect(item).toContainText("Only an Owner can change an Owner.");
  await chooseFor(other, reader, "Remove…");
  const remove = other.getByRole("dialog").getByRole("button", { name: "Remove" });
  await expect(remove).toHaveAttribute("aria-disabled", "true");
  await expect(remove).toHaveAccessibleDescription("Type the address first.");
  await expect(other.getByText("Type the address first.")).toBeVisible();
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
  const policy = [{ effect: "allow", resources: [`role/\${roleAttribute/team}`], actions: ["viewRole"] }];
  const { key } = await aRole(owners, "Web team", policy);
  expect((await call(secret, "/members")).status).toBe(200);

  await chooseFor(page, member, "Roles and attributes…");
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("button", { name: "Review change" }).click();
  await expect(dialog).toContainText("Change something first.");
  await dialog.getByRole("checkbox", { name: new RegExp(key) }).check();
  await expect(dialog).toContainText(`With a custom role, ${member.name} no longer has Writer access.`);
  await expect(dialog).toContainText("Without a value, what mentions team allows nothing.");
  await dialog.getByRole("textbox", { name: "team" }).fill("not/a name");
  await dialog.getByRole("button", { name: "Review change" }).click();
  await expect(dialog.getByText("A value is a name of letters")).toBeVisible();
  await dialog.getByRole("textbox", { name: "team" }).fill(key);
  await dialog.getByRole("button", { name: "Review change" }).click();
  await expect(dialog.getByRole("table", { name: "Personal tokens that will do less (1)" })).toContainText(
    "works on web",
  );
  await dialog.getByRole("button", { name: "Back" }).click();
  await expect(dialog.getByRole("textbox", { name: "team" })).toHaveValue(key);
  await dialog.getByRole("button", { name: "Review change" }).click();
  await dialog.getByRole("button", { name: "Change role, limit 1 token" }).click();
  await expect(page.getByText(`Changed the roles of ${member.name}`)).toBeVisible();
  await expect(await findMember(page, member)).toContainText("not in effect");
  expect((await call(secret, `/roles/${key}`)).status).toBe(200);
  expect((await call(secret, "/tokens", "POST", { name: "child" })).status).toBe(403);
});

test("a change whose effect differs by now asks again with the difference, and loses nothing that was chosen", async ({
  page,
  browser,
}) => {
  const [admin, member] = [aPerson("admin"), aPerson("writer")];
  const theirs = await (await browser.newContext()).newPage();
  await signIn(theirs, member);
  await createToken(theirs, "first of two", "Writer");
  await signIn(page, admin);
  const dialog = await reviewBaseRole(page, member, "Writer", "Reader");
  await createToken(theirs, "second of two", "Writer");
  await dialog.getByRole("button", { name: "Change role, limit 1 token" }).click();
  await expect(dialog.getByRole("alert")).toContainText("Also affected by now: second of two.");
  await expect(dialog.getByRole("row", { name: /second of two/ })).toContainText("new since you looked");
  await dialog.getByRole("button", { name: "Change role, limit 2 tokens" }).click();
  await expect(page.getByText(`Changed the roles of ${member.name}`)).toBeVisible();
});
