import { randomBytes } from "node:crypto";
import { expect, type Page, test } from "@playwright/test";
import { isClean } from "../support/axe";
import { call } from "../support/call";
import { aPerson, createToken, signIn } from "../support/people";
import { aRole } from "../support/roles";

const mark = () => randomBytes(4).toString("hex");
const on = (actions: string[]) => ({ effect: "allow", resources: ["role/*"], actions });

/** A role in its third version, with a token that was used today and one that never was. */
async function scene(page: Page) {
  await signIn(page, aPerson("owner"));
  const secret = await createToken(page, "hand of the owner", "Owner");
  const role = await aRole(secret, `Pipeline ${mark()}`, [on(["viewRole"])]);
  const save = async (actions: string[], comment: string) => {
    const patch = [{ op: "replace", path: "/policy", value: [on(actions)] }];
    const saved = await call(secret, `/roles/${role.key}`, "PATCH", { comment, patch });
    expect(saved, saved.body).toMatchObject({ status: 200 });
  };
  const token = async (name: string, serviceToken: boolean) => {
    const made = await call(secret, "/tokens", "POST", { name, customRoleIds: [role.key], serviceToken });
    expect(made, made.body).toMatchObject({ status: 201 });
    return String(made.json["token"]);
  };
  const [bot] = [await token("used-bot", true), await token("idle-one", false)];
  await save(["viewRole", "createRole"], "They make roles too");
  await save(["viewRole"], "Not any more");
  return { secret, role, bot };
}

const makes = async (secret: string) =>
  (await call(secret, "/roles", "POST", { key: `made-${mark()}`, name: "Made", policy: [on(["viewRole"])] })).status;

test("a version is held against the one before and against now, and restored through the same review", async ({
  page,
}) => {
  const { role } = await scene(page);
  await page.goto(`/roles/${role.key}`);
  await expect(page.getByRole("list", { name: "What changes" })).toContainText("Create role"); // the newest, by itself
  const second = page.locator("#v2");
  const before = second.getByRole("link", { name: "Version 2: What changed from version 1" });
  await before.click();
  await expect(before).toHaveAttribute("aria-expanded", "true");
  await expect(before).toBeFocused();
  await expect(second.getByRole("list", { name: "What changes" })).toContainText("+Allows now: Create role");
  await second.getByRole("link", { name: "Version 2: What changed from here to now" }).click();
  await expect(second.getByRole("list", { name: "What changes" })).toContainText("−Allows no longer: Create role");
  await second.getByText("JSON difference").click();
  await expect(second.getByRole("region", { name: "JSON difference" })).toContainText('"createRole"');
  await isClean(page, "a role with an open comparison");
  await page.getByRole("link", { name: "Restore this version: 2" }).click();
  await page.getByRole("button", { name: "Review changes" }).click();
  await expect(page.getByLabel("Note for the audit log")).toHaveValue("Restores version 2");
  await page.getByRole("button", { name: /^Save and update 2 tokens/ }).click();
  await expect(page.getByText("Version 4")).toBeVisible();
});

test("the tokens of a role are drawn by their last use, and stand as a list beside it", async ({ page }) => {
  const { role, bot } = await scene(page);
  expect((await call(bot, `/roles/${role.key}`)).status).toBe(200);
  await expect(async () => {
    await page.goto(`/roles/${role.key}`);
    const drawn = page.getByRole("img", { name: `${role.name} reaches 1 token used today and 1 token idle.` });
    await expect(drawn).toBeVisible({ timeout: 1_000 });
  }).toPass({ timeout: 40_000 });
  await expect(page.getByRole("list", { name: "Tokens that have it" })).toContainText("used-bot");
});

test("A11 · the review says which token loses what, and the API then does exactly that", async ({ page }) => {
  const { secret, role, bot } = await scene(page);
  await call(secret, `/roles/${role.key}`, "PATCH", {
    comment: "",
    patch: [{ op: "replace", path: "/policy", value: [on(["viewRole", "createRole"])] }],
  });
  expect(await makes(bot)).toBe(201);
  expect(await makes(bot)).toBe(201);
  await page.goto(`/roles/${role.key}/edit`);
  await page.getByRole("button", { name: "JSON", exact: true }).click();
  await page.getByRole("textbox", { name: /^Policy/ }).fill(JSON.stringify([on(["viewRole", "updateName"])]));
  // Uses are written at most ten seconds late.
  await expect(async () => {
    const back = page.getByRole("button", { name: "Back to editing" });
    if (await back.isVisible()) await back.click();
    await page.getByRole("button", { name: "Review changes" }).click();
    const told = page.getByText("Calls in the last 7 days that this would have refused: 2");
    await expect(told).toBeVisible({ timeout: 2_000 });
  }).toPass({ timeout: 40_000 });
  const list = page.getByRole("list", { name: "2 tokens change" });
  for (const name of ["used-bot", "idle-one"]) {
    const line = list.getByRole("listitem").filter({ hasText: name });
    await expect(line).toContainText("loses 1");
    await expect(line).toContainText("gains 1");
  }
  await isClean(page, "the review");
  await page.getByLabel(/^Type .* to confirm/).fill(role.key);
  await page.getByRole("button", { name: "Save and update 2 tokens" }).click();
  await expect(page.getByRole("heading", { level: 1, name: role.name })).toBeVisible();
  expect(await makes(bot)).toBe(403);
  const patch = [{ op: "replace", path: "/name", value: `${role.name} by bot` }];
  expect((await call(bot, `/roles/${role.key}`, "PATCH", patch)).status).toBe(200);
});

test("an edit by which its editor could edit the role no more is refused in words, and nothing typed is lost", async ({
  page,
  browser,
}) => {
  await signIn(page, aPerson("owner"));
  const secret = await createToken(page, "hand of the owner", "Owner");
  const role = await aRole(secret, `Editors ${mark()}`, [on(["*"])], "reader");
  const person = aPerson("writer");
  const found = await call(secret, `/members?filter=query:${encodeURIComponent(person.email)}`);
  const [member] = found.json["items"] as { _id: string }[];
  const given = await call(secret, `/members/${member?._id}`, "PATCH", [
    { op: "replace", path: "/customRoles", value: [role.id] },
  ]);
  expect(given, given.body).toMatchObject({ status: 200 });
  const editor = await (await browser.newContext()).newPage();
  await signIn(editor, person);
  await editor.goto(`/roles/${role.key}/edit`);
  await editor.getByRole("button", { name: "JSON", exact: true }).click();
  await editor.getByRole("textbox", { name: /^Policy/ }).fill(JSON.stringify([on(["viewRole"])]));
  await editor.getByRole("button", { name: "Review changes" }).click();
  await editor.getByLabel("Note for the audit log").fill("Fewer rights");
  await editor.getByRole("button", { name: /^Save/ }).click();
  await expect(editor.getByRole("alert").filter({ hasText: role.name })).toBeVisible();
  await isClean(editor, "a refused edit");
  await expect(editor.getByLabel("Note for the audit log")).toHaveValue("Fewer rights");
});

test("a built-in role is duplicated, roles are searched, and nothing found says so", async ({ page }) => {
  const { role } = await scene(page);
  await page.goto("/roles");
  await isClean(page, "the list of roles");
  const search = page.getByRole("searchbox", { name: "Search roles" });
  await search.fill(role.key);
  await expect(page.getByRole("row")).toHaveCount(2);
  await expect(page.getByRole("link", { name: role.name, exact: true })).toBeVisible();
  await search.fill("nothing is called this");
  await expect(page.getByText("No role matches this search")).toBeVisible();
  await isClean(page, "no role found");
  await page.getByRole("link", { name: "Clear the search" }).click();
  await page.getByRole("link", { name: "Duplicate Writer" }).click();
  await expect(page.getByLabel("Name")).toHaveValue("Copy of Writer");
  await page.getByLabel("Name").fill(`Like a Writer ${mark()}`);
  await page.getByRole("button", { name: "Create role" }).click();
  await expect(page.getByText("Holders can view everything, whatever else the policy says.")).toBeVisible();
});

test("A19 · A22 · roles and a role are read without a script, and never wider than 320 px", async ({
  page,
  browser,
}) => {
  const { role } = await scene(page);
  const state = await page.context().storageState();
  const plain = await (await browser.newContext({ javaScriptEnabled: false, storageState: state })).newPage();
  await plain.goto(`/roles?q=${role.key}`);
  await plain.getByRole("link", { name: role.name, exact: true }).click();
  await expect(plain.getByRole("heading", { level: 1, name: role.name })).toBeVisible();
  await plain.locator("#v2").getByRole("link", { name: "Version 2: What changed from here to now" }).click();
  await expect(plain.locator("#v2").getByRole("list", { name: "What changes" })).toContainText("Create role");
  await page.setViewportSize({ width: 320, height: 700 });
  for (const address of ["/roles", `/roles/${role.key}`, `/roles/${role.key}/edit`]) {
    await page.goto(address);
    expect(await page.evaluate(() => document.documentElement.scrollWidth), address).toBeLessThanOrEqual(320);
  }
});

test("the dialog that ends a role is clean, and gives the focus back", async ({ page }) => {
  const { role } = await scene(page);
  await page.goto(`/roles/${role.key}`);
  await page.getByRole("button", { name: "Delete…" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("combobox", { name: "For all tokens" }).selectOption("Replace with role");
  await expect(dialog.getByRole("combobox", { name: "For used-bot" })).toHaveValue("");
  await isClean(page, "the end of a role");
  await page.keyboard.press("Escape");
  await expect(dialog).toBeHidden();
  await expect(page.getByRole("button", { name: "Delete…" })).toBeFocused();
});
