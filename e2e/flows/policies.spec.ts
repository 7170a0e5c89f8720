import { expect, type Page, test } from "@playwright/test";
import { call } from "../support/call";
import { aPerson, confirmStored, createToken, type Person, signIn } from "../support/people";
import { aRole, giveRoles, type RoleMade } from "../support/roles";

test.use({ actionTimeout: 15_000 });

let owner: Person;
let ownerSecret: string;
test.beforeAll(async ({ browser }) => {
  owner = aPerson("owner");
  const page = await browser.newPage();
  await signIn(page, owner);
  ownerSecret = await createToken(page, "arrange", "Owner");
  await page.close();
});

const role = (page: Page) => page.getByRole("button", { name: /^Role/ });
const preview = (page: Page) => page.getByRole("region", { name: "What this token can do" });
const json = (page: Page) => page.getByRole("textbox", { name: "Policy as JSON" });

async function choose(page: Page, name: string) {
  await role(page).click();
  await page.getByRole("option", { name: new RegExp(`^${name}`) }).click();
}

/** Sends the form and answers with the secret; the list is open afterwards. */
async function create(page: Page): Promise<string> {
  await page.getByRole("button", { name: "Create token" }).click();
  const secret = await page.getByRole("dialog").getByRole("textbox", { name: "Secret" }).inputValue();
  await confirmStored(page);
  await page.goto("/tokens");
  return secret;
}

async function writeJson(page: Page, text: string) {
  await page.getByRole("button", { name: "JSON", exact: true }).click();
  await json(page).click();
  await page.keyboard.press("ControlOrMeta+A");
  await page.keyboard.insertText(text);
}

test("S10 · reader-can-only-make-reader: a Reader can make Reader tokens alone, and reads why without opening the menu", async ({
  page,
}) => {
  await signIn(page, aPerson("reader"));
  await page.goto("/tokens/new");
  await expect(page.getByText("You're a Reader, so Writer, Admin and Owner aren't available.")).toBeVisible();
  await role(page).click();
  await expect(page.getByRole("option")).toHaveText([
    /^Reader/,
    /^Writer/,
    /^Admin/,
    /^Owner/,
    /^Custom/,
    /^Inline policy/,
  ]);
  for (const above of ["Writer", "Admin", "Owner"]) {
    await expect(page.getByRole("option", { name: new RegExp(`^${above}`) })).toHaveAttribute("aria-disabled", "true");
  }
  await page.keyboard.press("w");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("listbox")).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(role(page)).toContainText("Reader");
  await page.getByLabel("Name").fill("reads only");
  await create(page);
  await expect(page.getByRole("row", { name: /reads only/ })).toContainText("Reader");
});

test("S10 · admin-owner-token-acts-as-admin: an Admin may pick Owner, is told what comes of it, and the token acts as Admin", async ({
  page,
}) => {
  await signIn(page, aPerson("admin"));
  await page.goto("/tokens/new");
  await page.getByLabel("Name").fill("asks for all");
  await choose(page, "Owner");
  await expect(page.getByText("You're an Admin, so an Owner token acts as Admin.")).toBeVisible();
  const secret = await create(page);
  await expect(page.getByRole("row", { name: /asks for all/ })).toContainText("acts as Admin");
  const made = await call(secret, "/tokens", "POST", { name: "made by it", role: "admin" });
  expect(made.status).toBe(201);
});

test("a personal token takes custom roles that its owner has, and no others", async ({ page }) => {
  const held = await aRole(
    ownerSecret,
    `Flag editors ${Date.now()}`,
    [
      {
        effect: "allow",
        actions: ["updateOn", "createAccessToken"],
        // biome-ignore lint/suspicious/noTemplateCurlyInString: a placeholder of a role attribute
        resources: ["proj/${roleAttribute/projectKey}:env/*:flag/*", "member/*:token/*"],
      },
    ],
    "reader",
  );
  const foreign = await aRole(ownerSecret, `Release managers ${Date.now()}`, [
    { effect: "allow", actions: ["*"], resources: ["proj/*:release-pipeline/*"] },
  ]);
  const person = aPerson("writer");
  await giveRoles(ownerSecret, person, [held], { projectKey: ["projectA"] });
  await signIn(page, person);
  await page.goto("/tokens/new");
  await expect(page.getByText("so Writer, Admin and Owner aren't available")).toBeVisible();
  await choose(page, "Custom");
  await expect(page.getByText("projectKey = projectA (yours)")).toBeVisible();
  const not = page.getByRole("checkbox", { name: new RegExp(foreign.name) });
  await expect(not).toHaveAttribute("aria-disabled", "true");
  await expect(page.getByText("You don't have this role").first()).toBeVisible();
  await page.getByLabel("Name").fill("edits flags");
  await page.getByRole("button", { name: "Create token" }).click();
  await expect(page.getByText("Choose at least one role.")).toBeVisible();
  await page.getByRole("checkbox", { name: new RegExp(held.name) }).check();
  await expect(preview(page).getByRole("button", { name: /^Edit: Flags\. 1 of/ })).toBeVisible();
  await create(page);
  await page.getByRole("link", { name: "edits flags" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "edits flags" })).toBeVisible();
  await expect(page.getByText("This token follows edits of its roles.")).toBeVisible();
});

test("A15 · a policy is built row by row, read as JSON without a change of meaning, and decides the token's requests", async ({
  page,
}) => {
  await signIn(page, aPerson("writer"));
  await page.goto("/tokens/new");
  await page.getByLabel("Name").fill("built");
  await choose(page, "Inline policy");
  await page.getByRole("button", { name: /^Resources of statement 1/ }).click();
  const resources = page.getByRole("dialog", { name: "Resources of statement 1" });
  await resources.getByLabel("Find a kind…").fill("environments");
  await resources.getByText("Environments", { exact: true }).click();
  await resources.getByLabel("Project").fill("web");
  await expect(resources.getByText("proj/web:env/*", { exact: true })).toBeVisible();
  await resources.getByRole("button", { name: "Done" }).click();
  await expect(page.getByRole("button", { name: /^Resources of statement 1/ })).toBeFocused();
  await page.getByRole("button", { name: /^Actions of statement 1/ }).click();
  const actions = page.getByRole("dialog", { name: "Actions of statement 1" });
  await actions.getByRole("checkbox", { name: /^Edit/ }).check();
  await actions.getByRole("checkbox", { name: "Update color" }).uncheck();
  await actions.getByRole("button", { name: "Done" }).click();
  await page.getByRole("button", { name: "Duplicate statement 1" }).click();
  await page.getByLabel("Effect of statement 2").selectOption("Deny");
  await page.getByRole("button", { name: "Move statement 2 up" }).click();
  await expect(page.getByLabel("Effect of statement 1")).toHaveValue("deny");
  await page.getByRole("button", { name: "Remove statement 1" }).click();
  await page.getByRole("button", { name: "JSON", exact: true }).click();
  await expect(json(page)).toContainText('"proj/web:env/*"');
  await expect(json(page)).not.toContainText("updateColor");
  await page.getByRole("button", { name: "Builder" }).click();
  await expect(preview(page).getByRole("button", { name: /^Edit: Environments/ })).toBeVisible();
  const secret = await create(page);
  expect(await call(secret, "/tokens")).toMatchObject({ status: 200 });
  await page.getByRole("link", { name: "built" }).click();
  await expect(page.getByText("Inline policy · 1 statement")).toBeVisible();
});

test("A15 · a policy is written as JSON: what is not one stays as it was typed, is shown its place and cannot be sent", async ({
  page,
}) => {
  const violations: string[] = [];
  page.on("console", (message) => message.type() === "error" && violations.push(message.text()));
  await signIn(page, aPerson("writer"));
  await page.goto("/tokens/new");
  await page.getByLabel("Name").fill("written");
  await choose(page, "Inline policy");
  const broken = '[{"effect": "allow", "actions": ["updateOn"]\n "resources": ["proj/*:env/*:flag/*"]}]';
  await writeJson(page, broken);
  const complaint = page.getByRole("button", { name: /This isn't valid JSON: line 2, column 2/ });
  await expect(complaint).toBeVisible();
  await expect(page.getByRole("button", { name: "Builder" })).toHaveAttribute("aria-disabled", "true");
  await page.getByRole("button", { name: "Create token" }).click();
  await expect(page.getByText("Finish the policy")).toBeVisible();
  await choose(page, "Reader");
  await choose(page, "Inline policy");
  await expect(json(page))
    .toContainText('"updateOn"] "resources"', { useInnerText: false })
    .catch(() => null);
  await expect(json(page)).toHaveAttribute("aria-invalid", "true");
  await complaint.click();
  await expect(json(page)).toBeFocused();
  await page.keyboard.press("Tab");
  await expect(json(page)).not.toBeFocused();
  await writeJson(page, '[{"effect":"allow","actions":["updateOnn"],"resources":["proj/*:env/*:flag/*;beta"]}]');
  await page.getByRole("button", { name: "Use “updateOn”" }).click();
  await expect(json(page)).toContainText('"updateOn"');
  await page.getByRole("button", { name: "Builder" }).click();
  await expect(page.getByText("Written in JSON")).toBeVisible();
  await page.getByRole("button", { name: "JSON", exact: true }).click();
  await expect(json(page)).toContainText("proj/*:env/*:flag/*;beta");
  await create(page);
  await expect(page.getByRole("row", { name: /written/ })).toContainText("Inline");
  expect(violations).toEqual([]);
});

test("what is held back is shown before a token is made, and a service token is trimmed, then fixed", async ({
  page,
}) => {
  const writer = aPerson("writer");
  await signIn(page, writer);
  await page.goto("/tokens/new");
  await page.getByLabel("Name").fill("trimmed");
  await page.getByText("Stands on its own").click();
  await expect(page.getByLabel("1 year")).toBeChecked();
  await expect(preview(page).getByText("Fixed when you create it.")).toBeVisible();
  await choose(page, "Inline policy");
  const policy = [
    { effect: "allow", actions: ["deleteMember"], resources: ["member/*"] },
    { effect: "allow", actions: ["updateOn"], resources: ["proj/*:env/*:flag/*"] },
  ];
  await writeJson(page, JSON.stringify(policy));
  await expect(preview(page).getByText("1 permission is held back.")).toBeVisible();
  await preview(page)
    .getByRole("button", { name: /^Delete: Members/ })
    .click();
  await expect(page.getByRole("dialog").getByText("Held back: you don't have it.")).toBeVisible();
  await page.keyboard.press("Escape");
  await preview(page).getByRole("button", { name: "Why?" }).click();
  await expect(page.getByRole("dialog").getByRole("columnheader", { name: "Asked for" })).toBeVisible();
  await page.getByRole("dialog").getByRole("button", { name: "Close" }).click();
  await preview(page).getByRole("button", { name: "Trim to what I have" }).click();
  await expect(preview(page).getByText("held back")).toHaveCount(0);
  await expect(json(page)).not.toContainText("deleteMember");
  await create(page);
  await page.getByRole("link", { name: /^Service/ }).click();
  await page.getByRole("link", { name: "trimmed" }).click();
  await expect(page.getByRole("heading", { name: "Fixed when it was made" })).toBeVisible();
  await expect(page.getByRole("button", { name: "Edit access" })).toHaveCount(0);
  await page.getByText("Show the limit that was kept").click();
  await expect(page.getByRole("heading", { name: /could do then/ })).toBeVisible();
});

test("one's own personal token is renamed, given other access, and revoked on its page", async ({ page }) => {
  await signIn(page, aPerson("writer"));
  await createToken(page, "to be changed", "Writer");
  await page.getByRole("link", { name: "to be changed" }).click();
  await page.getByRole("button", { name: "Rename" }).click();
  await page.getByLabel("Name", { exact: true }).fill("changed");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { level: 1, name: "changed" })).toBeVisible();
  await page.getByRole("button", { name: "Add a note" }).click();
  await page.getByLabel("Note", { exact: true }).fill("what it is for");
  await page.keyboard.press("Enter");
  await expect(page.getByText("what it is for")).toBeVisible();
  await page.getByRole("button", { name: "Edit access" }).click();
  await choose(page, "Reader");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("changed now does what you chose")).toBeVisible();
  await expect(page.getByRole("region", { name: "Role" })).toContainText("Reader");
  await page.getByRole("button", { name: "Revoke token…" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Revoke token" }).click();
  await expect(page.getByText(/revoked this token on/)).toBeVisible();
});

test("a token that is not there and one out of view answer alike", async ({ page, browser }) => {
  const other = await (await browser.newContext()).newPage();
  await signIn(other, aPerson("writer"));
  await createToken(other, "not yours");
  await other.getByRole("link", { name: "not yours" }).click();
  await expect(other.getByRole("heading", { level: 1, name: "not yours" })).toBeVisible();
  await signIn(page, aPerson("writer"));
  const answers = [];
  for (const path of [new URL(other.url()).pathname, "/tokens/0123456789abcdef01234567", "/tokens/nothing"]) {
    const answer = await page.goto(path);
    await expect(page.getByRole("heading", { name: "Nothing here" })).toBeVisible();
    answers.push([answer?.status(), await page.locator("main").last().textContent()]);
  }
  expect(new Set(answers.map(String)).size).toBe(1);
});

test("somebody whose role denies a type reads so, and whom to ask; with both denied the page says it", async ({
  page,
}) => {
  const noService: RoleMade = await aRole(ownerSecret, `No service ${Date.now()}`, [
    { effect: "allow", actions: ["*"], resources: ["member/*:token/*"] },
  ]);
  const person = aPerson("writer");
  await giveRoles(ownerSecret, person, [noService]);
  await signIn(page, person);
  await page.goto("/tokens/new");
  await expect(page.getByRole("radio", { name: /^Service/ })).toHaveAttribute("aria-disabled", "true");
  await expect(page.getByText(/Your role can't make service tokens\. .+ can change that\./)).toBeVisible();

  const nothing = await aRole(ownerSecret, `Nothing ${Date.now()}`, [
    { effect: "allow", actions: ["viewMember"], resources: ["member/*"] },
  ]);
  await giveRoles(ownerSecret, person, [nothing]);
  await page.reload();
  await expect(page.getByText("You can't make tokens here")).toBeVisible();
  await expect(page.getByText(/Your role doesn't include making tokens\. .+ can change that\./)).toBeVisible();
});
