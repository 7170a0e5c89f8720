import { randomBytes } from "node:crypto";
import { expect, type Page } from "@playwright/test";
import { operator } from "./operator";

export type Person = { readonly email: string; readonly name: string; readonly password: string };
export type Role = "no_access" | "reader" | "writer" | "admin" | "owner";

/** A new member of the account who can sign in. */
export function aPerson(role: Role): Person {
  const mark = randomBytes(4).toString("hex");
  const person = {
    email: `${role}-${mark}@acme.example`,
    name: `Mo ${mark}`,
    password: "violet umbrellas walk at dawn",
  };
  operator(
    ["member", "create", "--email", person.email, "--role", role, "--name", person.name, "--password-stdin"],
    `${person.password}\n`,
  );
  return person;
}

/** Signs in, by what the page for it sends: its form is walked through by its own tests. */
export async function signIn(page: Page, { email, password }: Person): Promise<void> {
  const { csrfToken } = (await (await page.request.get("/api/auth/csrf")).json()) as { csrfToken: string };
  const answer = await page.request.post("/api/auth/callback/credentials", {
    form: { csrfToken, email, password, json: "true", callbackUrl: "/tokens" },
    headers: { "sec-fetch-site": "same-origin" },
  });
  expect(answer.status(), `${email} signs in`).toBe(200);
  await page.goto("/tokens");
  await expect(page.getByRole("heading", { level: 1, name: /Access tokens/ })).toBeVisible();
}

/** Creates a token in the browser, says that it is stored, and answers with its secret; the list is open afterwards. */
export async function createToken(page: Page, name: string, role?: string): Promise<string> {
  await page.goto("/tokens/new");
  return fillAndCreate(page, name, role);
}

async function fillAndCreate(page: Page, name: string, role: string | undefined): Promise<string> {
  await page.getByLabel("Name").fill(name);
  if (role) {
    await page.getByRole("button", { name: /^Role/ }).click();
    await page.getByRole("option", { name: new RegExp(`^${role}`) }).click();
  }
  await page.getByRole("button", { name: "Create token" }).click();
  const dialog = page.getByRole("dialog", { name: "Store this secret now" });
  const secret = await dialog.getByRole("textbox", { name: "Secret" }).inputValue();
  await confirmStored(page);
  await expect(page.getByRole("heading", { level: 1, name })).toBeFocused();
  await page.goto("/tokens");
  return secret;
}

/** The same for a service token. */
export async function createServiceToken(page: Page, name: string, role?: string): Promise<string> {
  await page.goto("/tokens/new");
  await page.getByRole("radio", { name: /^Service/ }).check({ force: true });
  return fillAndCreate(page, name, role);
}

/** Ticks the box and leaves the secret's dialog. */
export async function confirmStored(page: Page): Promise<void> {
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("checkbox", { name: /^I've (stored|sent)/ }).check();
  await expect(async () => {
    await dialog.getByRole("button", { name: "Done" }).click({ timeout: 1_000 });
    await expect(dialog).toBeHidden({ timeout: 1_000 });
  }).toPass();
}

/** What is on the clipboard, by pasting it elsewhere: our own pages forbid themselves to read it. */
export async function clipboard(page: Page): Promise<string> {
  const elsewhere = await page.context().newPage();
  await elsewhere.setContent("<textarea></textarea>");
  await elsewhere.locator("textarea").press("Control+V");
  const text = await elsewhere.locator("textarea").inputValue();
  await elsewhere.close();
  await page.bringToFront();
  return text;
}
