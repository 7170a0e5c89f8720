import { expect, test } from "@playwright/test";
import { isClean } from "../support/axe";
import { aPerson, confirmStored, createToken, type Person, signIn } from "../support/people";
import { aRole } from "../support/roles";

test.use({ actionTimeout: 15_000 });

let owner: Person;
test.beforeAll(() => {
  owner = aPerson("owner");
});

test("no screen of tokens with policies has an accessibility violation, light or dark", async ({ page }) => {
  test.setTimeout(150_000);
  const said: string[] = [];
  page.on("console", (message) => ["error", "warning"].includes(message.type()) && said.push(message.text()));
  page.on("pageerror", (error) => said.push(error.message));
  await signIn(page, owner);
  const secret = await createToken(page, "arrange", "Owner");
  // biome-ignore lint/suspicious/noTemplateCurlyInString: a placeholder of a role attribute
  await aRole(secret, "Deployers", [{ effect: "allow", actions: ["*"], resources: ["proj/${roleAttribute/key}"] }]);

  await page.context().clearCookies();
  await signIn(page, aPerson("writer"));
  await page.goto("/tokens/new");
  await isClean(page, "new token");
  const choose = async (name: RegExp) => {
    await page.getByRole("button", { name: /^Role/ }).click();
    await page.getByRole("option", { name }).click();
  };
  await choose(/^Custom/);
  await page.getByText("Stands on its own").click();
  await page.getByRole("checkbox", { name: /^Deployers/ }).check();
  await expect(page.getByText("You have no value for key.", { exact: false })).toBeVisible();
  await isClean(page, "new token, custom roles");
  await choose(/^Inline/);
  await page.getByRole("button", { name: /^Resources of statement 1/ }).click();
  await isClean(page, "resource picker, nothing chosen");
  await page.getByRole("dialog").getByText("Flags", { exact: true }).click();
  await isClean(page, "resource picker");
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: /^Actions of statement 1/ }).click();
  await page.getByRole("checkbox", { name: /^Edit/ }).check();
  await isClean(page, "action picker");
  await page.getByRole("button", { name: "Done", exact: true }).click();
  await page.getByRole("button", { name: "JSON", exact: true }).click();
  await page.getByRole("textbox", { name: "Policy as JSON" }).click();
  await page.keyboard.press("ControlOrMeta+A");
  await page.keyboard.insertText('[{"effect":"allow","actions":["*"],"resources":["member/*", "flag/a"]}');
  await expect(page.getByText("This isn't valid JSON", { exact: false })).toBeVisible();
  await isClean(page, "JSON, not a policy");
  await page.keyboard.press("ControlOrMeta+End");
  await page.keyboard.insertText("]");
  await expect(page.getByText("permissions are held back", { exact: false })).toBeVisible();
  await page.getByText("Check one action").click();
  await page.getByLabel("Resource", { exact: true }).fill("member/a");
  await page.getByLabel("Action", { exact: true }).fill("deleteMember");
  await expect(page.getByText("Held back: you don't have it.")).toBeVisible();
  await isClean(page, "JSON, held back");
  await page.getByRole("button", { name: /^Delete: Members/ }).click();
  await expect(page.getByRole("dialog")).toBeVisible();
  await isClean(page, "a tile's actions");
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "Why?" }).click();
  await expect(page.getByRole("dialog")).toBeVisible();
  await isClean(page, "why");
  await page.getByRole("button", { name: "Close" }).click();
  await page.setViewportSize({ width: 390, height: 800 });
  await page.getByRole("button", { name: /^Can:/ }).click();
  await isClean(page, "new token, narrow, preview open");
  await page.setViewportSize({ width: 1280, height: 800 });
  await page.getByLabel("Name").fill("robot");
  await page.getByRole("button", { name: "Create token" }).click();
  await confirmStored(page);
  await page.goto("/tokens?view=service");
  await isClean(page, "service tokens");
  await page.getByRole("link", { name: "robot" }).first().click();
  await page.getByText("Show the limit that was kept").click();
  await page.getByText("Show the policy").click();
  await isClean(page, "a service token");
  await createToken(page, "mine", "Writer");
  await page.getByRole("link", { name: "mine", exact: true }).click();
  await isClean(page, "a personal token");
  await page.getByRole("button", { name: "Rename" }).click();
  await isClean(page, "a token, renaming");
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "Edit access" }).click();
  await isClean(page, "a token, editing access");
  for (const width of [320, 390, 640]) {
    await page.setViewportSize({ width, height: 800 });
    const overflow = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
    expect(overflow, `a token at ${width}`).toBeLessThanOrEqual(0);
  }
  expect(said).toEqual([]);
});
