import { type Browser, type CDPSession, expect, type Page } from "@playwright/test";
import { isClean } from "./axe";
import { serverOrigin } from "./server";

/** An address by this machine's name: one in numbers is none that browsers tie a passkey to. */
export const byName = (origin: string): string => origin.replace("127.0.0.1", "localhost");

/** The server at such an address. */
export const NAMED = byName(serverOrigin());

export type Device = { readonly session: CDPSession; readonly authenticatorId: string };

/** A browser with a device that is unlocked and touched whenever it is asked. */
export async function withDevice(browser: Browser): Promise<{ page: Page; device: Device }> {
  const page = await (await browser.newContext({ baseURL: NAMED })).newPage();
  return { page, device: await aDeviceFor(page) };
}

/** Gives a page's browser such a device. */
export async function aDeviceFor(page: Page): Promise<Device> {
  const session = await page.context().newCDPSession(page);
  await session.send("WebAuthn.enable");
  const options = {
    protocol: "ctap2",
    transport: "internal",
    hasResidentKey: true,
    hasUserVerification: true,
    isUserVerified: true,
    automaticPresenceSimulation: true,
  } as const;
  const { authenticatorId } = await session.send("WebAuthn.addVirtualAuthenticator", { options });
  return { session, authenticatorId };
}

/** Whether somebody unlocks the device from now on. */
export const unlocked = ({ session, authenticatorId }: Device, isUserVerified: boolean) =>
  session.send("WebAuthn.setUserVerified", { authenticatorId, isUserVerified });

/** Adds a passkey on the page of one's account. */
export async function addPasskey(page: Page, name: string): Promise<void> {
  await page.goto("/account");
  const dialog = page.getByRole("dialog", { name: "Add a passkey" });
  await expect(async () => {
    await page.getByRole("button", { name: "Add a passkey" }).click({ timeout: 1_000 });
    await expect(dialog).toBeVisible({ timeout: 1_000 });
  }).toPass();
  await dialog.getByLabel("Name").fill(name);
  await isClean(page, "the dialog for adding a passkey");
  await dialog.getByRole("button", { name: "Continue" }).click();
  await expect(dialog).toBeHidden();
}
