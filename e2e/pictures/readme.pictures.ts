import fs from "node:fs";
import path from "node:path";
import { expect, type Page, test } from "@playwright/test";
import { DemoServer } from "../support/demo-server";

const EXAMPLE = `lkp_${"0A1b2C3d4E5f6G7h8I9j".repeat(3).slice(0, 43)}000000`;
const demo = new DemoServer();

test.beforeAll(async () => {
  await demo.start();
});
test.afterAll(() => demo.stop());

for (const colorScheme of ["light", "dark"] as const) {
  test(`list, creation, reveal and detail, ${colorScheme}`, async ({ browser }) => {
    const context = await demo.as(browser, "writer", { colorScheme, viewport: { width: 1280, height: 800 } });
    const page = await context.newPage();
    await context.addCookies([{ name: "latchkey-zone", value: "UTC", url: demo.origin }]);
    await page.goto("/tokens/new");
    await page.getByLabel("Name", { exact: true }).fill("release-bot");
    await page.getByRole("button", { name: /^Role/ }).click();
    await page.getByRole("option", { name: /^Inline policy/ }).click();
    await page.getByRole("heading", { level: 1 }).click();
    await take(page, `create-${colorScheme}`);

    await page.goto("/tokens/new");
    await page.getByLabel("Name", { exact: true }).fill(`release-bot-${colorScheme}`);
    await page.getByRole("button", { name: "Create token" }).click();
    const secret = page.getByRole("dialog").getByRole("textbox", { name: "Secret" });
    await expect(secret).toHaveValue(/^lkp_/);
    await secret.evaluate((field: HTMLTextAreaElement, example) => {
      field.value = example; // no picture holds a secret, not even one of a server that is gone
    }, EXAMPLE);
    await take(page, `reveal-${colorScheme}`);
    await context.close();

    const owner = await demo.as(browser, "owner", { colorScheme, viewport: { width: 1280, height: 800 } });
    const seat = await owner.newPage();
    await owner.addCookies([{ name: "latchkey-zone", value: "UTC", url: demo.origin }]);
    await seat.goto("/tokens");
    await take(seat, `list-${colorScheme}`);
    await seat.goto("/tokens?q=deploy-bot-web");
    await seat.getByRole("link", { name: "deploy-bot-web" }).click();
    await expect(seat.getByRole("heading", { level: 1 })).toContainText("deploy-bot-web");
    await take(seat, `detail-${colorScheme}`);
    await owner.close();
  });
}

async function take(page: Page, name: string): Promise<void> {
  const folder = process.env["PICTURES_DIR"] ?? "";
  fs.mkdirSync(folder, { recursive: true });
  await page.waitForLoadState("networkidle");
  await page.mouse.move(0, 0);
  await page.screenshot({ path: path.join(folder, `${name}.png`), animations: "disabled", caret: "hide" });
}
