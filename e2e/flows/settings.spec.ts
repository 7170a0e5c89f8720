import { expect, type Page, test } from "@playwright/test";
import { AccountServer } from "../support/account-server";
import { isClean } from "../support/axe";
import { confirmStored } from "../support/people";

// Rules hold for a whole account: these flows have a server of their own, so that no other meets them.
const server = new AccountServer({
  owner: "Olive Owner",
  admin: "Aiko Admin",
  writer: "Will Writer",
  reader: "Rita Reader",
});
const as: typeof server.as = (browser, who) => server.as(browser, who);

test.beforeAll(() => server.start());
test.afterAll(() => server.stop());

async function saveRules(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Review and save" }).click();
  const dialog = page.getByRole("dialog", { name: "Save these token rules?" });
  await dialog.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("Saved", { exact: true })).toBeVisible();
  await expect(dialog).toBeHidden();
}

const makers = (page: Page, kind: "Personal" | "Service") =>
  page.getByRole("region", { name: "Who can create tokens" }).getByLabel(kind);

test("S10 · reader-can-only-make-reader: a Reader's and a Writer's Role menu ends at their own level, and says so", async ({
  browser,
}) => {
  const page = await as(browser, "reader");
  await page.goto("/tokens/new");
  await page.getByRole("button", { name: /^Role/ }).click();
  for (const role of ["Writer", "Admin", "Owner"]) {
    await expect(page.getByRole("option", { name: new RegExp(`^${role}`) })).toHaveAttribute("aria-disabled", "true");
  }
  await page.keyboard.press("Escape");
  await expect(page.getByText("You're a Reader, so Writer, Admin and Owner aren't available.")).toBeVisible();
  const writers = await as(browser, "writer");
  await writers.goto("/tokens/new");
  await expect(writers.getByText("You're a Writer, so Admin and Owner aren't available.")).toBeVisible();
});

test("S10 · admin-owner-token-acts-as-admin: an Admin may pick Owner and is told that it acts as Admin", async ({
  browser,
}) => {
  const page = await as(browser, "admin");
  await page.goto("/tokens/new");
  await page.getByLabel("Name").fill("too high");
  await page.getByRole("button", { name: /^Role/ }).click();
  await page.getByRole("option", { name: /^Owner/ }).click();
  await expect(page.getByText(/acts as Admin/).first()).toBeVisible();
  await page.getByRole("button", { name: "Create token" }).click();
  await confirmStored(page);
  await page.goto("/tokens?view=mine");
  await expect(page.getByRole("row", { name: /too high/ })).toContainText("acts as Admin");
});

test("a rule says what it means before it is saved, is reviewed, holds at once in the form, and stands in the log", async ({
  browser,
}) => {
  const [page, writers] = [await as(browser, "owner"), await as(browser, "writer")];
  await writers.goto("/tokens/new");
  await writers.getByLabel("Name").fill("endless");
  await writers.getByText("Never", { exact: true }).click();
  await writers.getByRole("button", { name: "Create token" }).click();
  await confirmStored(writers);

  await page.getByRole("link", { name: "Settings" }).click();
  await page.getByRole("link", { name: "Token rules" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Token rules" })).toBeVisible();
  await expect(page.getByText("These rules win over every role.")).toBeVisible();
  await expect(page.getByText("1 such token exists.")).toBeVisible();
  await page.getByLabel("Longest lifetime").selectOption("30 days");
  await expect(
    page.getByText(/tokens? ends? later than this; (it keeps its date|they keep their dates)\./),
  ).toBeVisible();
  await expect(page.getByRole("switch", { name: "Allow tokens without expiry" })).not.toBeChecked();
  await page.getByRole("button", { name: "Review and save" }).click();
  const dialog = page.getByRole("dialog", { name: "Save these token rules?" });
  await expect(dialog).toContainText("No limit");
  await expect(dialog).toContainText("30 days");
  await isClean(page, "the review of token rules");
  await dialog.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText(/Last changed by Olive Owner/)).toBeVisible();

  await writers.goto("/tokens/new");
  await expect(writers.getByText("Your account allows up to 30 days.")).toBeVisible();
  await expect(writers.getByRole("radio", { name: "30 days" })).toBeChecked();
  await expect(writers.getByRole("radio", { name: "Never", exact: true })).toHaveAttribute("aria-disabled", "true");
  await expect(writers.getByRole("radio", { name: "90 days" })).toHaveCount(0);
  await writers.goto("/tokens?view=mine");
  await expect(writers.getByRole("row", { name: /endless/ })).toContainText("Active");

  await page.getByLabel("Longest lifetime").selectOption("No limit");
  await saveRules(page);
});

test("S11 · restricted-member-sees-reason: New token stays, says why and whom to ask; the settings show who can", async ({
  browser,
}) => {
  const [page, writers] = [await as(browser, "owner"), await as(browser, "writer")];
  await page.goto("/settings/token-rules");
  const section = page.getByRole("region", { name: "Who can create tokens" });
  await expect(section.getByText("4 of 4 members").first()).toBeVisible();
  await makers(page, "Service").selectOption("Admins and Owners only");
  await expect(section.getByText("2 of 4 members: Olive Owner, Aiko Admin")).toBeVisible();
  await saveRules(page);
  await writers.goto("/tokens/new");
  await expect(writers.getByRole("radio", { name: /^Service/ })).toHaveAttribute("aria-disabled", "true");
  await expect(
    writers.getByText(/Token rules don't allow this: only Admins and Owners create service tokens\. Ask .*Olive Owner/),
  ).toBeVisible();

  await makers(page, "Personal").selectOption("Admins and Owners only");
  await saveRules(page);
  await writers.goto("/tokens");
  const button = writers.getByRole("button", { name: "New token" });
  await expect(button).toHaveAttribute("aria-disabled", "true");
  await expect(button).toHaveAccessibleDescription(/only Admins and Owners create tokens\. Ask .*Olive Owner/);
  await button.click({ force: true }); // it can be reached, and does nothing
  await expect(writers).toHaveURL(/\/tokens$/);
  await isClean(writers, "the list of a restricted member");
  await writers.goto("/tokens/new");
  await expect(writers.getByText("You can't make tokens here")).toBeVisible();

  for (const kind of ["Service", "Personal"] as const) {
    await makers(page, kind).selectOption("Everybody whose role allows it");
  }
  await saveRules(page);
});

test("of two who save the second is told what the first changed, and loses nothing", async ({ browser }) => {
  const [first, second] = [await as(browser, "owner"), await as(browser, "admin")];
  await Promise.all([first.goto("/settings/token-rules"), second.goto("/settings/token-rules")]);
  await second.getByLabel("Call a token stale after").fill("45");
  await first.getByLabel("Pause tokens unused for").selectOption("180 days");
  await saveRules(first);
  await second.getByRole("button", { name: "Review and save" }).click();
  await second.getByRole("dialog").getByRole("button", { name: "Save" }).click();
  const note = second.getByRole("alert").filter({ hasText: "saved this" });
  await expect(note).toContainText("Olive Owner saved this");
  await expect(note).toContainText("Pause tokens unused for: Never → 180 days");
  await expect(second.getByLabel("Call a token stale after")).toHaveValue("45");
  await expect(second.getByLabel("Pause tokens unused for").locator("option:checked")).toHaveText("180 days");
  await isClean(second, "a conflict of token rules");
  await saveRules(second);
  await first.reload();
  await expect(first.getByLabel("Call a token stale after")).toHaveValue("45");
});

test("what cannot be used is said at its field, and nothing is saved", async ({ browser }) => {
  const page = await as(browser, "owner");
  await page.goto("/settings/token-rules");
  await page.getByLabel("Call a token stale after").fill("400");
  await page.getByRole("button", { name: "Review and save" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("Use at most 365 days.")).toBeVisible();
  await expect(page.getByLabel("Call a token stale after")).toHaveAttribute("aria-invalid", "true");
  await page.reload();
  await expect(page.getByLabel("Call a token stale after")).toHaveValue("45");
});

test("the account is renamed and shown so; a Reader finds no settings anywhere", async ({ browser }) => {
  const [page, readers] = [await as(browser, "admin"), await as(browser, "reader")];
  await page.goto("/settings");
  await page.getByRole("textbox", { name: "Account name" }).fill("Acme Labs");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("Saved", { exact: true })).toBeVisible();
  await page.goto("/tokens");
  await expect(page.getByText("Acme Labs")).toBeVisible();

  await expect(readers.getByRole("link", { name: "Settings" })).toHaveCount(0);
  for (const path of ["/settings", "/settings/token-rules", "/settings/sign-in"]) {
    await readers.goto(path);
    await expect(readers.getByRole("heading", { name: "Nothing here" })).toBeVisible();
  }
});

test("longer sessions are warned of, and how long they last holds for whoever is signed in", async ({ browser }) => {
  const page = await as(browser, "owner");
  await page.goto("/settings/sign-in");
  await expect(page.getByText(/sessions? (is|are) open; none would end now\./)).toBeVisible();
  await page.getByLabel("Signed out after").selectOption("12 hours");
  await expect(page.getByText(/a computer that is left alone stays signed in/)).toBeVisible();
  await isClean(page, "sign-in settings, changed");
  await page.getByLabel("Signed out after").selectOption("15 minutes");
  await page.getByRole("form", { name: "Sessions" }).getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("Saved", { exact: true })).toBeVisible();
  await page.reload();
  await expect(page.getByLabel("Signed out after").locator("option:checked")).toHaveText("15 minutes");
});

test("the rules are changed by keyboard alone", async ({ browser }) => {
  const page = await as(browser, "owner");
  await page.goto("/settings/token-rules");
  await page.getByLabel("Old secret after rotating, at most").focus();
  await page.keyboard.type("3 days");
  await expect(page.getByText("1 change", { exact: true })).toBeVisible();
  const review = page.getByRole("button", { name: "Review and save" });
  for (let steps = 0; steps < 8 && !(await review.evaluate((b) => b === document.activeElement)); steps++) {
    await page.keyboard.press("Tab");
  }
  await page.keyboard.press("Enter");
  await expect(page.getByRole("dialog").getByRole("button", { name: "Cancel" })).toBeFocused();
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await expect(page.getByText("Saved", { exact: true })).toBeVisible();
  await expect(review).toBeFocused();
});
