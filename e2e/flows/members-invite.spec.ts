import { randomBytes } from "node:crypto";
import { expect, test } from "@playwright/test";
import { findMember } from "../support/members";
import { aPerson, clipboard, confirmStored, createToken, signIn } from "../support/people";
import { aRole } from "../support/roles";

const mark = () => randomBytes(4).toString("hex");

test("several people are invited at once: each link beside its address, shown once, and for the others the reason", async ({
  page,
  context,
  browser,
}) => {
  await context.grantPermissions(["clipboard-write"]);
  const admin = aPerson("admin");
  const [one, two] = [`one-${mark()}@acme.example`, `two-${mark()}@acme.example`];
  await signIn(page, admin);
  await page.goto("/members");
  await page.getByRole("button", { name: "Invite" }).click();
  const dialog = page.getByRole("dialog", { name: "Invite people" });
  await expect(dialog.getByLabel("E-mail addresses")).toBeFocused();
  await dialog.getByRole("button", { name: "Make the link" }).click();
  await expect(dialog).toContainText("Enter an e-mail address.");
  await dialog.getByLabel("E-mail addresses").fill(`${admin.email}\nnonsense`);
  await dialog.getByRole("button", { name: "Make 2 links" }).click();
  await expect(dialog.getByRole("alert")).toContainText(`${admin.email}: Already a member`);
  await expect(dialog.getByRole("alert")).toContainText("nonsense: Not an e-mail address");
  await dialog.getByLabel("E-mail addresses").fill(`${one}, ${two}\n${admin.email}`);
  await dialog.getByLabel("Base role").selectOption("Writer");
  await dialog.getByRole("button", { name: "Make 3 links" }).click();

  const links = page.getByRole("dialog", { name: "Send these links now" });
  const first = await links.getByRole("textbox", { name: `Invitation link for ${one}` }).inputValue();
  const second = await links.getByRole("textbox", { name: `Invitation link for ${two}` }).inputValue();
  expect(first).not.toBe(second);
  await expect(links.getByRole("listitem").filter({ hasText: admin.email })).toContainText("Already a member");
  await links.getByRole("button", { name: `Copy link for ${two}` }).click();
  await expect(links.getByText("Copied")).toBeVisible();
  expect(await clipboard(page)).toBe(second);
  await links.getByRole("button", { name: "Copy all" }).click();
  await expect(links.getByRole("status").filter({ hasText: "Copied" }).last()).toBeVisible();
  expect((await clipboard(page)).trim()).toBe(`${one} ${first}\n${two} ${second}`);
  await page.keyboard.press("Escape");
  await expect(links.getByRole("alertdialog")).toBeVisible();
  await links.getByRole("button", { name: "Go back" }).click();
  await confirmStored(page);
  await expect(page.locator("body")).not.toContainText(second);
  await expect(await findMember(page, { email: two })).toContainText("Invited");

  const guest = await (await browser.newContext()).newPage();
  await guest.goto(second);
  await expect(guest.getByText(two)).toBeVisible();
});

test("an invitation is renewed, which ends its old link, and withdrawn, which ends them all", async ({
  page,
  browser,
}) => {
  await signIn(page, aPerson("admin"));
  await page.goto("/members");
  const email = `late-${mark()}@acme.example`;
  await page.getByRole("button", { name: "Invite" }).click();
  await page.getByLabel("E-mail addresses").fill(email);
  await page.getByRole("button", { name: "Make the link" }).click();
  const old = await page.getByRole("textbox", { name: `Invitation link for ${email}` }).inputValue();
  await confirmStored(page);

  await findMember(page, { email });
  await page.getByRole("button", { name: `Actions for ${email}` }).click();
  await page.getByRole("menuitem", { name: "New invitation link…" }).click();
  await expect(page.getByRole("dialog")).toContainText("The link from before stops working at once.");
  await page.getByRole("button", { name: "Make the link" }).click();
  const fresh = await page.getByRole("textbox", { name: `Invitation link for ${email}` }).inputValue();
  await confirmStored(page);
  const guest = await (await browser.newContext()).newPage();
  await guest.goto(old);
  await expect(guest.getByRole("heading", { name: "This link doesn't work any more" })).toBeVisible();
  await guest.goto(fresh);
  await expect(guest.getByText(email)).toBeVisible();

  await page.getByRole("button", { name: `Actions for ${email}` }).click();
  await page.getByRole("menuitem", { name: "Withdraw invitation…" }).click();
  await page.getByRole("button", { name: "Withdraw invitation" }).click();
  await expect(page.getByText(`Withdrew the invitation of ${email}`)).toBeVisible();
  await guest.reload();
  await expect(guest.getByRole("heading", { name: "This link doesn't work any more" })).toBeVisible();
});

test("an invitation gives custom roles too", async ({ page }) => {
  await signIn(page, aPerson("owner"));
  const { key } = await aRole(await createToken(page, "hand of the owner", "Owner"), "Guests", []);
  await page.goto("/members");
  await page.getByRole("button", { name: "Invite" }).click();
  const email = `${key}@acme.example`;
  await page.getByLabel("E-mail addresses").fill(email);
  await page.getByRole("checkbox", { name: new RegExp(key) }).check();
  await expect(page.getByRole("dialog")).toContainText(`With a custom role, ${email} no longer has Reader access.`);
  await page.getByRole("button", { name: "Make the link" }).click();
  await confirmStored(page);
  await expect(await findMember(page, { email })).toContainText("Guests");
});
