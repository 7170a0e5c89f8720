import { randomBytes } from "node:crypto";
import { expect, type Page, test } from "@playwright/test";
import { isClean } from "../support/axe";
import { call } from "../support/call";
import { aPerson, createToken, signIn } from "../support/people";

const MAKES_ROLES = { effect: "allow", resources: ["role/*"], actions: ["createRole", "viewRole"] };
const SEES_ROLES = { ...MAKES_ROLES, actions: ["viewRole"] };
const mark = () => randomBytes(4).toString("hex");

/** Writes a policy as JSON into the editor of the page. */
async function writePolicy(page: Page, statements: unknown): Promise<void> {
  await page.getByRole("button", { name: "JSON", exact: true }).click();
  await page.getByRole("textbox", { name: /^Policy/ }).fill(JSON.stringify(statements));
}

/** Makes a role in the browser and answers with its key. */
async function createRole(page: Page, statements: unknown): Promise<{ key: string; name: string }> {
  const name = `Pipeline ${mark()}`;
  await page.goto("/roles");
  await page.getByRole("link", { name: "New role" }).click();
  await page.getByLabel("Name").fill(name);
  const key = name.toLowerCase().replace(" ", "-");
  await expect(page.getByLabel("Key")).toHaveValue(key);
  await writePolicy(page, statements);
  await page.getByRole("button", { name: "Create role" }).click();
  await expect(page.getByRole("heading", { level: 1, name })).toBeVisible();
  return { key, name };
}

/** A service token with the role, made over the API, by its secret. */
async function tokenWith(secret: string, role: string, name: string): Promise<string> {
  const made = await call(secret, "/tokens", "POST", { name, customRoleIds: [role], serviceToken: true });
  expect(made.status).toBe(201);
  return String(made.json["token"]);
}

const tries = async (secret: string) =>
  (await call(secret, "/roles", "POST", { key: `made-${mark()}`, name: "Made", policy: [SEES_ROLES] })).status;

test("S3 · A11 · A13 · a role is made, edited with a review that names its tokens, restored and deleted; the API does exactly that", async ({
  page,
}) => {
  await signIn(page, aPerson("owner"));
  const owners = await createToken(page, "hand of the owner", "Owner");
  const { key, name } = await createRole(page, [MAKES_ROLES]);
  const bot = await tokenWith(owners, key, "pipeline-bot");
  expect(await tries(bot)).toBe(201);

  await page.goto(`/roles/${key}`);
  await expect(page.getByRole("list", { name: "Tokens that have it" })).toContainText("pipeline-bot");
  await page.getByRole("link", { name: "Edit", exact: true }).click();
  await expect(page.getByText("Nothing differs from what is saved.")).toBeVisible();
  await writePolicy(page, [SEES_ROLES]);
  await expect(page.getByText("1 token used in the last 24 h loses something.")).toBeVisible();
  await page.getByRole("button", { name: "Review changes" }).click();
  await expect(page.getByRole("heading", { name: `Review changes to “${name}”` })).toBeFocused();
  await expect(page.getByText("Saving changes 1 token and 0 members at once.")).toBeVisible();
  await expect(page.getByRole("list", { name: "1 token changes" })).toContainText("pipeline-bot");
  await expect(page.getByRole("list", { name: "What changes" })).toContainText("Create role");
  expect(await tries(bot)).toBe(201); // a look changes nothing

  const save = page.getByRole("button", { name: "Save and update 1 token" });
  await expect(save).toHaveAttribute("aria-disabled", "true");
  await page.getByLabel(`Type ${key} to confirm: tokens used today lose access`).fill(` ${key.toUpperCase()}`);
  await expect(save).toHaveAttribute("aria-disabled", "true");
  await page.getByLabel("Note for the audit log").fill("Pipelines only look");
  await page.getByLabel(`Type ${key} to confirm: tokens used today lose access`).fill(` ${key} `);
  await save.click();
  await expect(page.getByText(`Saved ${name}. 1 token updated.`)).toBeVisible();
  expect(await tries(bot)).toBe(403);
  expect((await call(bot, `/roles/${key}`)).status).toBe(200);

  await expect(page.getByText("“Pipelines only look”")).toBeVisible();
  await page.getByRole("link", { name: "Restore this version: 1" }).click();
  await page.getByRole("button", { name: "Review changes" }).click();
  await expect(page.getByLabel("Note for the audit log")).toHaveValue("Restores version 1");
  await page.getByRole("button", { name: "Save and update 1 token" }).click();
  await expect(page.getByRole("heading", { level: 1, name })).toBeVisible();
  await expect(page.getByText("Version 3")).toBeVisible();
  expect(await tries(bot)).toBe(201);

  await page.getByRole("button", { name: "Delete…" }).click();
  const dialog = page.getByRole("dialog", { name: `Delete ${name}?` });
  await expect(dialog).toContainText("0 members and 1 token have this role.");
  await expect(dialog).toContainText("pipeline-bot");
  await dialog.getByLabel(`Type ${key} to confirm`).fill(key);
  const end = dialog.getByRole("button", { name: "Delete role" });
  await expect(end).toHaveAttribute("aria-disabled", "true");
  await expect(end).toHaveAccessibleDescription("Choose what happens to its token first.");
  await dialog.getByRole("combobox", { name: "For pipeline-bot" }).selectOption("Freeze as inline policy");
  await end.click();
  await expect(page).toHaveURL(/\/roles$/);
  await expect(page.getByRole("link", { name, exact: true })).toHaveCount(0);
  expect(await tries(bot)).toBe(201); // it keeps what it had
});

test("two people edit one role: the later one sees both sides and loses nothing", async ({ page, browser }) => {
  await signIn(page, aPerson("owner"));
  const { key } = await createRole(page, [SEES_ROLES]);
  const other = await (await browser.newContext()).newPage();
  const admin = aPerson("admin");
  await signIn(other, admin);
  for (const each of [page, other]) await each.goto(`/roles/${key}/edit`);

  await other.getByLabel("Description").fill("Theirs");
  await other.getByRole("button", { name: "Review changes" }).click();
  await other.getByRole("button", { name: "Save role" }).click();
  await expect(other.getByText("Theirs", { exact: true })).toBeVisible();

  await page.getByLabel("Name").fill("Mine");
  await page.getByRole("button", { name: "Review changes" }).click();
  await page.getByRole("button", { name: "Save role" }).click();
  await expect(page.getByRole("heading", { name: "Somebody saved this role since you opened it" })).toBeFocused();
  for (const side of ["Theirs", "Yours", "Result"])
    await expect(page.getByRole("heading", { name: side, exact: true })).toBeVisible();
  await isClean(page, "a conflict");
  await expect(page.getByRole("alert").filter({ hasText: admin.name })).toBeVisible();
  await page.getByRole("button", { name: "Go on with mine" }).click();
  await page.getByRole("button", { name: "Save role" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Mine" })).toBeVisible();
  await expect(page.getByText("Theirs", { exact: true })).toBeVisible(); // what was not touched stays as they left it
});

test("refusals stand in words at their place, and what was typed stays", async ({ page }) => {
  await signIn(page, aPerson("admin"));
  const { key } = await createRole(page, [SEES_ROLES]);
  await page.goto("/roles/new");
  await page.getByRole("button", { name: "Create role" }).click();
  await expect(page.getByText("Give the role a name.")).toBeVisible();
  await page.getByLabel("Name").fill("Second");
  await page.getByLabel("Key").fill(key.toUpperCase());
  await writePolicy(page, [{ effect: "allow", resources: ["acct"], actions: ["deleteAccount"] }]);
  await page.getByRole("button", { name: "Create role" }).click();
  await expect(page.getByText("You can't give what you don't have: deleteAccount on acct.")).toBeVisible();
  await writePolicy(page, [SEES_ROLES]);
  await page.getByRole("button", { name: "Create role" }).click();
  await expect(page.getByText(/Another role has the key/)).toBeVisible();
  await expect(page.getByLabel("Name")).toHaveValue("Second");
});

test("A21 · whoever may not make or edit roles sees why, and of holders only numbers", async ({ page, browser }) => {
  await signIn(page, aPerson("owner"));
  const { key, name } = await createRole(page, [SEES_ROLES]);
  const reader = await (await browser.newContext()).newPage();
  await signIn(reader, aPerson("reader"));
  await reader.getByRole("link", { name: "Roles" }).click();
  await expect(reader.getByText("Your role doesn't include making roles.")).toBeVisible();
  await expect(reader.getByRole("button", { name: "New role" })).toHaveAttribute("aria-disabled", "true");
  await expect(reader.getByRole("row", { name: /^Writer Built in/ })).toBeVisible();
  await reader.getByRole("link", { name }).click();
  await expect(reader.getByText("Your role doesn't include editing this one.")).toBeVisible();
  await expect(reader.getByRole("button", { name: "Delete…" })).toHaveCount(0);
  await expect(reader.getByText("No token has it.")).toBeVisible();
  await reader.goto(`/roles/${key}/edit`);
  await expect(reader).toHaveURL(new RegExp(`/roles/${key}$`));
});
