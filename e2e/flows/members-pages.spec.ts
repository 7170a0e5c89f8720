import { expect, test } from "@playwright/test";
import { isClean } from "../support/axe";
import { chooseFor, findMember, memberId } from "../support/members";
import { aPerson, createServiceToken, createToken, signIn } from "../support/people";

test("the members list keeps its state in the address: search, filters, order, and pages of fifty forth and back", async ({
  page,
}) => {
  await signIn(page, aPerson("admin"));
  await page.goto("/members");
  await page.getByLabel("Search members").fill("admin-");
  await expect(page).toHaveURL(/q=admin-/);
  await page.getByLabel("Role", { exact: true }).selectOption("Admin");
  await expect(page).toHaveURL(/role=admin/);
  await page.getByLabel("Status", { exact: true }).selectOption("Active");
  await expect(page).toHaveURL(/status=active/);
  await page.getByRole("link", { name: "Last seen" }).click();
  await expect(page).toHaveURL(/sort=-lastSeen/);
  await expect(page.getByRole("columnheader", { name: "Last seen" })).toHaveAttribute("aria-sort", "descending");
  await page.reload();
  await expect(page.getByLabel("Search members")).toHaveValue("admin-");
  await expect(page.getByLabel("Role", { exact: true })).toHaveValue("admin");
  await page.getByRole("link", { name: "Clear" }).click();
  await expect(page).toHaveURL(/\/members\?sort=-lastSeen$/);
  await page.goto("/members?q=nobody-is-called-so");
  await expect(page.getByText("No member matches these filters")).toBeVisible();
  await page.getByRole("link", { name: "Clear filters" }).click();
  await expect(page).toHaveURL(/\/members$/);
  await page.goto("/members?status=asleep&colour=blue");
  await expect(page.getByText("Part of this address isn't known here, so it was left out.")).toBeVisible();
  await page.goto(`/members?after=${"x".repeat(30)}`);
  await expect(page.getByText("so this is the first page")).toBeVisible();
  await expect(page.getByRole("table")).toBeVisible();
});

test("a member's page tells what they may do, their tokens, sessions and history; an Admin ends a session there", async ({
  page,
  browser,
}) => {
  const [admin, member] = [aPerson("admin"), aPerson("writer")];
  const theirs = await (await browser.newContext()).newPage();
  await signIn(theirs, member);
  await createToken(theirs, "laptop", "Writer");
  await createServiceToken(theirs, "collector");
  await signIn(page, admin);
  await findMember(page, member);
  await page.getByRole("link", { name: member.name }).click();
  await expect(page).toHaveTitle(`${member.name} · Members · Latchkey`);
  await expect(page.getByText(member.email).first()).toBeVisible();
  await expect(page.getByRole("region", { name: /^Tokens/ })).toContainText("1 personal, 1 service");
  await expect(page.getByRole("link", { name: "All in the tokens list" })).toHaveAttribute("href", /owner=/);
  await expect(page.getByRole("region", { name: `What ${member.name} can do now` })).toContainText("View");
  await expect(page.getByRole("img", { name: /holds 2 roles; 2 tokens ask for roles/ })).toBeVisible();
  await page.getByText("Show as a list").click();
  await expect(page.getByRole("region", { name: "From roles to tokens" })).toContainText("laptop");
  await expect(page.getByRole("region", { name: "History" })).toContainText("joined the account");
  await page.getByRole("region", { name: "Sessions" }).getByRole("button", { name: /^End/ }).first().click();
  await expect(page.getByText("1 session ended")).toBeVisible();
  await expect(page.getByText("Not signed in anywhere.")).toBeVisible();
  await expect(page.getByRole("region", { name: "History" })).toContainText("ended sessions of");
  await theirs.goto("/tokens");
  await expect(theirs).toHaveURL(/\/sign-in/);
});

test("a member who is unknown, or an invitation out of view, is the same page that is not there", async ({ page }) => {
  await signIn(page, aPerson("reader"));
  for (const path of [`/members/${"0".repeat(24)}`, "/members/nobody"]) {
    expect((await page.goto(path))?.status()).toBe(404);
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  }
});

test("A17 · the members list, a member's page and their dialogs are clean in every state and both themes", async ({
  page,
}) => {
  const [owner, member] = [aPerson("owner"), aPerson("writer")];
  await signIn(page, owner);
  await createServiceToken(page, "collector");
  await page.goto("/members?status=asleep");
  await isClean(page, "an unknown address");
  await findMember(page, owner);
  await page.getByRole("button", { name: `Actions for ${owner.name}` }).click();
  await isClean(page, "the menu");
  await page.keyboard.press("Escape");
  await page.goto(`/members/${await memberId(page, owner)}`);
  await page.getByText("Show as a list").click();
  await isClean(page, "the picture as a list");
  await chooseFor(page, member, "Roles and attributes…");
  await isClean(page, "choosing roles");
  await page.getByLabel("Base role").selectOption("Reader");
  await page.getByRole("button", { name: "Review change" }).click();
  await expect(page.getByRole("button", { name: "Back" })).toBeVisible();
  await isClean(page, "reviewing roles");
  await chooseFor(page, member, "Remove…");
  await expect(page.getByText("Sessions end now.")).toBeVisible();
  await isClean(page, "removing");
  await chooseFor(page, member, "Pass ownership on…");
  await isClean(page, "passing ownership on");
  await page.goto("/members");
  await page.getByRole("button", { name: "Invite" }).click();
  await isClean(page, "inviting");
  await page.getByLabel("E-mail addresses").fill(`a-${member.email}, b-${member.email}, ${member.email}`);
  await page.getByRole("button", { name: "Make 3 links" }).click();
  await expect(page.getByRole("dialog", { name: "Send these links now" })).toBeVisible();
  await isClean(page, "the links");
});

test("A19 · the members list, a member's page and their dialogs need no sideways scrolling at 320 px", async ({
  page,
}) => {
  const owner = aPerson("owner");
  await signIn(page, owner);
  await createToken(page, "a token whose name is long enough to be wider than the narrowest screen", "Owner");
  const id = await memberId(page, owner);
  await page.setViewportSize({ width: 320, height: 700 });
  const wide = () => page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  for (const path of ["/members", `/members/${id}`, "/members?q=nobody-is-called-so"]) {
    await page.goto(path);
    expect(await wide(), path).toBeLessThanOrEqual(0);
  }
  await page.goto("/members");
  await page.getByRole("button", { name: "Invite" }).click();
  const dialog = page.getByRole("dialog");
  expect(await dialog.evaluate((box) => box.scrollWidth - box.clientWidth)).toBeLessThanOrEqual(0);
});

test("A22 · the members list and a member's page can be read, searched and paged with scripts blocked", async ({
  browser,
  page,
  baseURL,
}) => {
  const owner = aPerson("owner");
  await signIn(page, owner);
  await createToken(page, "readable");
  const id = await memberId(page, owner);
  const plain = await browser.newContext({
    javaScriptEnabled: false,
    storageState: await page.context().storageState(),
    ...(baseURL ? { baseURL } : {}),
  });
  const quiet = await plain.newPage();
  await quiet.goto("/members");
  await quiet.getByLabel("Search members").fill(owner.email);
  await quiet.getByRole("button", { name: "Apply" }).click();
  await expect(quiet.getByRole("row", { name: new RegExp(owner.name) })).toContainText("Owner");
  await quiet.getByRole("link", { name: "Role", exact: true }).click();
  await expect(quiet.getByRole("columnheader", { name: "Role", exact: true })).toHaveAttribute(
    "aria-sort",
    "ascending",
  );
  await quiet.goto(`/members/${id}`);
  await expect(quiet.getByRole("row", { name: /readable/ })).toBeVisible();
  await quiet.getByText("Show as a list").click();
  await expect(quiet.getByRole("region", { name: "From roles to tokens" }).getByRole("listitem").first()).toBeVisible();
  await expect(quiet.getByRole("region", { name: "Sessions" })).toContainText("this one");
  await plain.close();
});
