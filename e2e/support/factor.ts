import { expect, type Locator, type Page } from "@playwright/test";
import { Secret, TOTP } from "otpauth";
import { isClean } from "./axe";

/** The code of a key so many steps from now. */
export const codeOf = (key: string, away = 0) =>
  new TOTP({ secret: Secret.fromBase32(key.replaceAll(" ", "")) }).generate({ timestamp: Date.now() + away * 30_000 });

/** Sets an app up within a dialog or a page; answers with its key and the recovery codes. */
export async function setUpApp(
  page: Page,
  within: Page | Locator,
  password: string,
): Promise<{ key: string; codes: string[] }> {
  await within.getByLabel("Current password").fill(password);
  await within.getByRole("button", { name: "Go on" }).click();
  return takeKey(page, within, "Turn on");
}

/** The step in which a key is shown and a first code of it given. */
export async function takeKey(
  page: Page,
  within: Page | Locator,
  submit: string,
): Promise<{ key: string; codes: string[] }> {
  await expect(within.getByRole("img", { name: /QR code/ })).toBeVisible();
  const key = (await within.getByText(/^([A-Z2-7]{4} ){7}[A-Z2-7]{4}$/).textContent()) ?? "";
  await isClean(page, "the key of an app");
  await within.getByLabel("Code", { exact: true }).fill("000000");
  await within.getByRole("button", { name: submit }).click();
  await expect(within.getByText("That code isn't right, or was used before.")).toBeVisible();
  await within.getByLabel("Code", { exact: true }).fill(codeOf(key));
  await within.getByRole("button", { name: submit }).click();
  await expect(within.getByRole("listitem").filter({ hasText: /^([0-9A-Z]{4}-){5}[0-9A-Z]{4}$/ })).toHaveCount(10);
  await isClean(page, "recovery codes");
  const codes = await within
    .getByRole("listitem")
    .filter({ hasText: /^([0-9A-Z]{4}-){5}/ })
    .allTextContents();
  await within.getByRole("button", { name: "I've stored them" }).click();
  return { key, codes };
}
