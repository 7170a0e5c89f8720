import { randomBytes } from "node:crypto";
import fs from "node:fs";
import { expect, type Page, test } from "@playwright/test";
import { isClean } from "../support/axe";
import { call } from "../support/call";
import { aPerson, createToken, type Person, signIn } from "../support/people";

const mark = () => randomBytes(4).toString("hex");
const rows = (page: Page) => page.getByRole("table").first().locator("tbody tr[id^=e_]");

/** An Owner who made a token and renamed it by a token, so that the log tells of both. */
async function busyOwner(page: Page): Promise<{ person: Person; secret: string; name: string; id: string }> {
  const person = aPerson("owner");
  const name = `logged-${mark()}`;
  await signIn(page, person);
  const secret = await createToken(page, "hand of the owner", "Owner");
  const made = await call(secret, "/tokens", "POST", { name, role: "reader", serviceToken: true });
  expect(made, made.body).toMatchObject({ status: 201 });
  const id = String(made.json["_id"]);
  const renamed = await call(secret, `/tokens/${id}`, "PATCH", [{ op: "replace", path: "/name", value: `${name}-2` }]);
  expect(renamed, renamed.body).toMatchObject({ status: 200 });
  return { person, secret, name, id };
}

test("an event is found by search and filters, opened, linked to, and each filter can be taken away", async ({
  page,
}) => {
  const { name, id } = await busyOwner(page);
  await page.goto("/tokens");
  await page.getByRole("link", { name: "Audit log" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Audit log" })).toBeVisible();
  await expect(rows(page).first()).toContainText(`renamed the token ${name} to ${name}-2`);
  await expect(rows(page).first()).toContainText("through the token hand of the owner");

  await page.getByRole("searchbox", { name: "Search the audit log" }).fill(name);
  await expect(page).toHaveURL(new RegExp(`q=${name}`));
  await expect(rows(page)).toHaveCount(2);
  await page.getByRole("button", { name: "Event: any. Choose" }).click();
  const panel = page.getByRole("dialog", { name: "Event" });
  await panel.getByRole("checkbox", { name: "Renamed the token" }).check();
  await expect(page).toHaveURL(/action=token\.updateAccessTokenName/);
  await expect(rows(page)).toHaveCount(1);
  await page.keyboard.press("Escape");
  await expect(page.getByRole("button", { name: "Event: Renamed the token. Edit" })).toBeFocused();

  const details = page.getByRole("link", { name: /^Details: .* renamed the token/ });
  await details.click();
  await expect(page).toHaveURL(/entry=[0-9a-f]{24}#e_[0-9a-f]{24}$/);
  await expect(details).toHaveAttribute("aria-expanded", "true");
  await expect(details).toBeFocused();
  const change = page.getByRole("row", { name: /^Name/ });
  await expect(change.getByRole("cell")).toHaveText([name, `${name}-2`]);
  await expect(page.getByText('"action": "updateAccessTokenName"')).toBeHidden();
  await page.getByText("Raw JSON").click();
  await expect(page.getByText('"action": "updateAccessTokenName"')).toBeVisible();

  await page.getByRole("link", { name: `Only what happened to ${name}-2` }).click();
  await expect(page).toHaveURL(new RegExp(`object=${id}`));
  await page.getByRole("button", { name: "Remove filter Event" }).click();
  await expect(rows(page)).toHaveCount(2);
  await page.getByRole("link", { name: "Clear" }).click();
  await expect(page).toHaveURL(/\/audit$/);
  await page.goBack();
  await expect(page).toHaveURL(new RegExp(`object=${id}`));
});

test("a link to an event opens it wherever it stands; one to nothing says so", async ({ page, context }) => {
  const { secret, name, id } = await busyOwner(page);
  const log = await call(secret, `/auditlog?limit=20&q=${name}`);
  const event = (log.json["items"] as { _id: string }[]).at(-1);
  for (let i = 0; i < 60; i++)
    await call(secret, `/tokens/${id}`, "PATCH", [{ op: "replace", path: "/description", value: `note ${i}` }]);
  await page.goto(`/audit?entry=${event?._id}#e_${event?._id}`);
  const row = page.locator(`#e_${event?._id}`);
  await expect(row).toBeInViewport();
  await expect(row.getByRole("link", { name: /^Details/ })).toHaveAttribute("aria-expanded", "true");
  await page.getByRole("link", { name: "Newer" }).click();
  await expect(rows(page)).toHaveCount(50);

  await page.goto(`/audit?group=sign-in&entry=${event?._id}`);
  await expect(page.getByText("The event of this link isn't among those that the filters show.")).toBeVisible();
  await page.goto("/audit?entry=0123456789abcdef01234567");
  await expect(page.getByText("That event isn't here, or your role doesn't include it.")).toBeVisible();

  const stranger = await context.browser()?.newPage();
  if (!stranger) throw new Error("no browser");
  await signIn(stranger, aPerson("reader"));
  await stranger.goto(`/audit?entry=${event?._id}`);
  await expect(stranger.getByText("That event isn't here, or your role doesn't include it.")).toBeVisible();
  await stranger.close();
});

test("a broken address is read as far as it can be, with one quiet note; a place of any age still pages", async ({
  page,
}) => {
  await busyOwner(page);
  await page.goto("/audit?group=roles,nonsense&time=yesterday&who=x&after=nowhere&colour=blue");
  await expect(page.getByText("One filter in this link isn't known here and was left out.")).toHaveCount(1);
  await expect(page.getByRole("button", { name: "Event: Roles. Edit" })).toBeVisible();
  await page.goto("/audit?after=1000000000000000-0123456789abcdef01234567");
  await expect(page.getByText("Nothing further back")).toBeVisible();
  await page.getByRole("link", { name: "Newest events" }).click();
  await expect(rows(page).first()).toBeVisible();
  await page.goto("/audit?before=1000000000000000-0123456789abcdef01234567");
  await expect(rows(page).first()).toBeVisible();
  await page.goto("/audit?q=nothing-is-called-this&group=roles");
  await expect(page.getByText("No events match")).toBeVisible();
  await page.getByRole("link", { name: "Without Event: Roles" }).click();
  await expect(page).toHaveURL(/\/audit\?q=nothing-is-called-this$/);
});

test("the Owner takes along what the filters show, and that is an event; no one else does, and they read why (A21)", async ({
  page,
  browser,
}) => {
  const { name } = await busyOwner(page);
  await page.goto(`/audit?q=${name}`);
  const download = page.waitForEvent("download");
  await page.getByRole("button", { name: "Export CSV" }).click();
  const file = await download;
  expect(file.suggestedFilename()).toMatch(/^latchkey-audit-\d{4}-\d\d-\d\d\.csv$/);
  const text = fs.readFileSync(await file.path(), "utf8");
  expect(text.trimEnd().split("\r\n")).toHaveLength(3);
  expect(text).toContain(`"renamed the token ${name} to ${name}-2"`);
  await page.goto("/audit");
  await expect(rows(page).first()).toContainText("exported the audit log");

  const admin = await (await browser.newContext()).newPage();
  await signIn(admin, aPerson("admin"));
  await admin.goto("/audit");
  const button = admin.getByRole("button", { name: "Export CSV" });
  await expect(button).toHaveAttribute("aria-disabled", "true");
  await expect(button).toHaveAccessibleDescription("Only an Owner can export the log.");
  const refused = await admin.request.post("/audit/export", {
    form: { format: "csv" },
    headers: { origin: new URL(admin.url()).origin, "sec-fetch-site": "same-origin" },
  });
  expect(refused.status()).toBe(403);
});

test("a Reader sees what they did and what happened to them, and nothing else", async ({ page, browser }) => {
  const { name } = await busyOwner(page);
  const reader = await (await browser.newContext()).newPage();
  const person = aPerson("reader");
  await signIn(reader, person);
  await createToken(reader, "mine");
  await reader.goto("/audit");
  await expect(reader.getByText("You see what you did, and what happened to you and to your tokens.")).toBeVisible();
  await expect(rows(reader).filter({ hasText: "created the token" })).toHaveCount(1);
  await expect(reader.getByText(name)).toHaveCount(0);
  await expect(reader.getByRole("button", { name: /^Who/ })).toHaveCount(0);
});

test("A22 · the log is read, opened and searched without a script", async ({ page, browser }) => {
  const { person, name } = await busyOwner(page);
  const state = await page.context().storageState();
  const plain = await (await browser.newContext({ javaScriptEnabled: false, storageState: state })).newPage();
  await plain.goto("/audit");
  await plain.getByRole("searchbox", { name: "Search the audit log" }).fill(name);
  await plain.keyboard.press("Enter");
  await expect(rows(plain)).toHaveCount(2);
  await plain.getByRole("link", { name: new RegExp(`^Details: .* renamed the token ${name}`) }).click();
  await expect(plain.getByRole("row", { name: /^Name/ }).getByRole("cell")).toHaveText([name, `${name}-2`]);
  await plain.getByText("Raw JSON").click();
  await expect(plain.getByText('"action": "updateAccessTokenName"')).toBeVisible();
  await expect(plain.getByText(person.name).first()).toBeVisible();
});

test("A17 · A19 · the log is clean in every state and either theme, and never wider than 320 px", async ({
  page,
  browser,
}) => {
  const { name } = await busyOwner(page);
  await page.goto("/audit");
  await page.getByRole("link", { name: new RegExp(`^Details: .* renamed the token ${name}`) }).click();
  await page.getByText("Raw JSON").click();
  await isClean(page, "an open event");
  for (const label of ["Time", "Event", "Who"]) {
    await page.getByRole("button", { name: `${label}: any. Choose` }).click();
    await expect(page.getByRole("dialog", { name: label })).toBeVisible();
    await isClean(page, `the panel ${label}`);
    await page.keyboard.press("Escape");
  }
  for (const address of ["/audit?colour=blue", "/audit?entry=0123456789abcdef01234567"]) {
    await page.goto(address);
    await isClean(page, address);
  }
  await page.setViewportSize({ width: 320, height: 700 });
  for (const address of ["/audit", `/audit?q=${name}&group=tokens&time=7d`]) {
    await page.goto(address);
    await rows(page)
      .first()
      .getByRole("link", { name: /^Details/ })
      .click();
    await expect(page.getByText("Raw JSON")).toBeVisible();
    const wide = await page.evaluate(() => document.documentElement.scrollWidth);
    expect(wide, address).toBeLessThanOrEqual(320);
  }
  const admin = await (await browser.newContext()).newPage();
  await signIn(admin, aPerson("admin"));
  await admin.goto("/audit");
  await isClean(admin, "without export");
});
