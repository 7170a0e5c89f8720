import { expect, type Page, test } from "@playwright/test";
import { AccountServer } from "../support/account-server";
import { isClean } from "../support/axe";
import { confirmStored } from "../support/people";

// A vocabulary is a whole account's: these flows have a server of their own, so that no other meets it.
const server = new AccountServer({ owner: "Mo owner", reader: "Mo reader" });
const as: typeof server.as = (browser, who) => server.as(browser, who);

test.beforeAll(() => server.start());
test.afterAll(() => server.stop());

const form = (page: Page) => page.getByRole("form", { name: "Import a catalogue" });
const text = (page: Page) => form(page).getByRole("textbox", { name: "Catalogue" });
const press = (page: Page, name: string) => form(page).getByRole("button", { name, exact: true }).click();

/** A token with a policy that was chosen from menus. */
async function chooseAndCreate(page: Page): Promise<void> {
  await page.goto("/tokens/new");
  await page.getByLabel("Name").fill("refunds");
  await page.getByRole("button", { name: /^Role/ }).click();
  await page.getByRole("option", { name: /^Inline policy/ }).click();
  await page.getByRole("button", { name: /^Resources of statement 1/ }).click();
  const resources = page.getByRole("dialog", { name: "Resources of statement 1" });
  await resources.getByText("API paths", { exact: true }).click();
  await expect(resources.getByText("For example: api/orders:path/refunds")).toBeVisible();
  await resources.getByText("Orders", { exact: true }).click();
  await expect(resources.getByText("order/*", { exact: true })).toBeVisible();
  await isClean(page, "the kinds of one's own in the picker");
  await resources.getByRole("button", { name: "Done" }).click();
  await page.getByRole("button", { name: /^Actions of statement 1/ }).click();
  const actions = page.getByRole("dialog", { name: "Actions of statement 1" });
  await expect(actions.getByRole("checkbox")).toHaveCount(8); // four actions, four groups
  await actions.getByRole("checkbox", { name: "Refund", exact: true }).check();
  await actions.getByRole("checkbox", { name: "View order", exact: true }).check();
  await actions.getByRole("button", { name: "Done" }).click();
  const preview = page.getByRole("region", { name: "What this token can do" });
  await expect(preview.getByRole("button", { name: "Manage: Orders. Allowed" })).toBeVisible();
  await page.getByRole("button", { name: "Create token" }).click();
  await confirmStored(page);
}

test("types of one's own are mended by line, looked at, imported, and stand in the pickers and on the token's page", async ({
  browser,
}) => {
  const page = await as(browser, "owner");
  await page.goto("/settings");
  await page.getByRole("link", { name: "Vocabulary" }).click();
  await expect(page.getByText("No types of your own yet")).toBeVisible();
  await page.getByRole("button", { name: "Start from an example" }).click();
  const example = await text(page).inputValue();

  await text(page).fill("{ nonsense");
  await press(page, "Preview");
  await expect(form(page).getByRole("button", { name: /^Line 1 This isn't JSON from here on\.$/ })).toBeVisible();
  await text(page).fill(example.replace('"order"', '"proj"').replace('"manage"', '"money"'));
  await press(page, "Preview");
  const problems = form(page).getByRole("region", { name: "2 things to mend" });
  await expect(problems.getByRole("button", { name: /Use one of view, create, edit, delete, manage/ })).toBeVisible();
  await isClean(page, "a catalogue with problems");
  await problems.getByRole("button", { name: /^Line 4 .*“proj” is Latchkey's own/ }).click();
  const selected = (area: HTMLTextAreaElement | HTMLElement) =>
    area instanceof HTMLTextAreaElement ? area.value.slice(area.selectionStart, area.selectionEnd) : null;
  expect(await text(page).evaluate(selected)).toBe('"proj"');

  const file = { name: "catalogue.json", mimeType: "application/json", buffer: Buffer.from(example) };
  await form(page).locator('input[type="file"]').setInputFiles(file);
  await expect(text(page)).toHaveValue(example);
  await press(page, "Preview");
  const changes = form(page).getByRole("region", { name: "What this changes" });
  await expect(changes).toContainText("2 types, 6 actions in all.");
  await isClean(page, "what an import changes");
  await press(page, "Import");
  await expect(page.getByText("Imported 2 types, 6 actions")).toBeVisible();
  await expect(page.getByRole("row", { name: /Orders/ })).toContainText("order/*");
  await expect(page.getByRole("row", { name: /Orders/ })).toContainText("Refund");
  await expect(page.getByText(/Last changed by Mo owner/)).toBeVisible();
  await isClean(page, "a vocabulary");

  await chooseAndCreate(page);
  await page.goto("/tokens?q=refunds");
  await page.getByRole("link", { name: "refunds", exact: true }).click();
  await expect(page.getByRole("button", { name: "Manage: Orders. Allowed" })).toBeVisible();
  await page.getByRole("button", { name: "View: Orders. Allowed" }).click();
  await expect(page.getByRole("dialog", { name: "View: Orders" })).toContainText("viewOrder");
});

test("the linter knows what is imported: it mends a slip of the pen, and only notes what no catalogue names", async ({
  browser,
}) => {
  const page = await as(browser, "owner");
  const policy = [
    { effect: "allow", actions: ["refundOdrer"], resources: ["order/*"] },
    { effect: "allow", actions: ["anything"], resources: ["warehouse/7"] },
  ];
  await page.goto("/tokens/new?role=inline");
  await page.getByRole("button", { name: "JSON", exact: true }).click();
  await page.getByRole("textbox", { name: "Policy as JSON" }).click();
  await page.keyboard.press("ControlOrMeta+A");
  await page.keyboard.insertText(JSON.stringify(policy));
  const findings = page.getByRole("list", { name: "Notes about this policy" });
  await expect(findings).toContainText("“refundOdrer” can't be done to orders. Did you mean “refundOrder”?");
  await expect(findings).toContainText("“warehouse” is in no catalogue. It works all the same");
  await findings.getByRole("button", { name: "Use “refundOrder”" }).click();
  await expect(findings).not.toContainText("refundOdrer");
  await expect(findings).toContainText("warehouse");
});

test("what an import would leave without a name is told with the policies that name it; all can be exported and removed", async ({
  browser,
}) => {
  const page = await as(browser, "owner");
  await page.goto("/settings/vocabulary");
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("link", { name: "Export" }).click(),
  ]);
  expect(download.suggestedFilename()).toBe("latchkey-vocabulary.json");
  await page.getByRole("button", { name: "Replace" }).click();
  await press(page, "Start from the current one");
  const current = await text(page).inputValue();
  const chunks: Buffer[] = [];
  for await (const chunk of await download.createReadStream()) chunks.push(chunk as Buffer);
  expect(Buffer.concat(chunks).toString()).toBe(current);
  await press(page, "Preview");
  await expect(form(page)).toContainText("This is what is there already.");
  await text(page).fill(JSON.stringify({ types: [{ type: "order", label: "Orders", actions: ["viewOrder"] }] }));
  await press(page, "Preview");
  const changes = form(page).getByRole("region", { name: "What this changes" });
  await expect(changes).toContainText("Gone: refundOrder, named by 1 token's own policy");
  await expect(changes).toContainText("API paths api:path");
  await expect(changes).toContainText("stay as they are and decide as before");

  const other = await as(browser, "owner");
  await other.goto("/settings/vocabulary");
  await other.getByRole("button", { name: "Remove" }).click();
  const dialog = other.getByRole("dialog", { name: "Remove the vocabulary?" });
  await expect(dialog).toContainText("Orders: named by 1 token's own policy");
  await isClean(other, "removing a vocabulary");
  await dialog.getByRole("button", { name: "Remove" }).click();
  await expect(other.getByText("No types of your own yet")).toBeVisible();

  await press(page, "Import"); // what was looked at is not there any more
  await expect(changes).toContainText("Somebody changed the vocabulary since you looked at this.");
  await expect(changes).toContainText("1 type, 1 action in all.");
  await press(page, "Cancel");

  const readers = await as(browser, "reader");
  await readers.goto("/settings/vocabulary");
  await expect(readers.getByRole("heading", { name: "Nothing here" })).toBeVisible();
  expect((await readers.request.get("/settings/vocabulary/export")).status()).toBe(403);
});
