import { expect, type Page, test } from "@playwright/test";
import { aPerson, clipboard, confirmStored, createToken, type Person, signIn } from "../support/people";

let member: Person;
test.beforeAll(() => {
  member = aPerson("writer");
});
test.beforeEach(async ({ page }) => {
  await signIn(page, member);
});

async function open(page: Page, name: string) {
  await page.goto("/members");
  await page.getByRole("link", { name: "Tokens", exact: true }).click();
  await page.getByRole("link", { name: "New token" }).click();
  await page.getByLabel("Name").fill(name);
  await page.getByRole("button", { name: "Create token" }).click();
  const dialog = page.getByRole("dialog", { name: "Store this secret now" });
  const field = dialog.getByRole("textbox", { name: "Secret" });
  await expect(field).toHaveValue(/^lkp_/);
  return { dialog, field, secret: await field.inputValue() };
}

test("A3 · A7 · Esc, a click outside and the browser's Back do not take the secret away; leaving asks first", async ({
  page,
}) => {
  const { dialog, field, secret } = await open(page, "kept on screen");
  await page.keyboard.press("Escape");
  await page.keyboard.press("Escape");
  await expect(page.getByText("Leave without storing it?")).toBeVisible();
  await page.getByRole("button", { name: "Go back" }).click();
  await page.mouse.click(5, 5);
  await expect(field).toHaveValue(secret);
  await page.goBack();
  await expect(dialog).toBeVisible();
  await expect(field).toHaveValue(secret);
  await confirmStored(page);
});

test("A1 · Done wants the tick, and after it the secret is gone from the page, also with Back and Forward", async ({
  page,
}) => {
  const { dialog, secret } = await open(page, "gone after done");
  const done = dialog.getByRole("button", { name: "Done" });
  await expect(done).toHaveAttribute("aria-disabled", "true");
  await done.click({ force: true }); // as a person would press what looks pressed out
  await expect(dialog).toBeVisible();
  await confirmStored(page);
  for (const move of [() => page.goBack(), () => page.goForward(), () => page.reload()]) {
    await move();
    expect(await page.content()).not.toContain(secret.slice(4, 40));
  }
});

test("A4 · a double click on Create token makes one token, and the dialog stays", async ({ page }) => {
  await page.goto("/tokens/new");
  await page.getByLabel("Name").fill("clicked twice");
  await page.getByRole("button", { name: "Create token" }).dblclick();
  await expect(page.getByRole("dialog", { name: "Store this secret now" })).toBeVisible();
  await confirmStored(page);
  await page.goto("/tokens");
  await expect(page.getByRole("row", { name: /clicked twice/ })).toHaveCount(1);
});

test("A5 · an answer that was lost on its way costs nothing: the form that is sent again made one token, and leads to it", async ({
  page,
}) => {
  await page.goto("/tokens/new");
  await page.getByLabel("Name").fill("answer lost");
  let lost = 0;
  await page.route("**/tokens/new", async (route) => {
    if (route.request().method() !== "POST" || !route.request().postData()?.includes("answer lost") || lost > 0)
      return route.continue();
    lost += 1;
    await route.fetch();
    await route.abort("connectionreset");
  });
  const create = page.getByRole("button", { name: "Create token" });
  await create.click();
  await expect(page.getByText("The server didn’t answer. Try again.")).toBeVisible();
  expect(lost).toBe(1);
  await create.click();
  await expect(page).toHaveURL(/\/tokens\/[0-9a-f]{24}$/);
  await expect(page.getByRole("heading", { level: 1, name: /answer lost/ })).toBeVisible();
  await expect(page.getByText("This token was already created.")).toBeVisible();
  await page.goto("/tokens?view=mine&q=answer+lost");
  await expect(page.getByRole("row", { name: /answer lost/ })).toHaveCount(1);
});

test("A2 · a reload while the secret is shown warns, and then the list says that nobody confirmed storing it", async ({
  page,
}) => {
  const { secret } = await open(page, "lost by reload");
  const warned = new Promise<string>((resolve) => {
    page.once("dialog", async (dialog) => {
      resolve(dialog.type());
      await dialog.accept();
    });
  });
  await page.getByRole("textbox", { name: "Secret" }).click();
  await page.reload();
  expect(await warned).toBe("beforeunload");
  await page.goto("/tokens");
  await expect(page.getByRole("row", { name: /lost by reload/ })).toContainText("Nobody confirmed storing its secret");
  expect(await page.content()).not.toContain(secret.slice(4, 40));
});

test("Copy copies, also while hidden, and says so; the .env file holds the secret and the curl line does not", async ({
  page,
  context,
}) => {
  await context.grantPermissions(["clipboard-write"]);
  const { dialog, field, secret } = await open(page, "copied");
  await dialog.getByRole("button", { name: "Hide secret" }).click();
  await expect(field).not.toHaveValue(secret);
  await dialog.getByRole("button", { name: "Copy secret" }).click();
  await expect(dialog.getByText("Copied", { exact: true })).toBeVisible();
  expect(await clipboard(page)).toBe(secret);
  const [file] = await Promise.all([
    page.waitForEvent("download"),
    dialog.getByRole("button", { name: "Download .env" }).click(),
  ]);
  expect(file.suggestedFilename()).toBe("latchkey-copied.env");
  const stream = await file.createReadStream();
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk as Buffer);
  expect(Buffer.concat(chunks).toString()).toMatch(
    new RegExp(`^# Latchkey token "copied" · personal · expires \\d{4}-\\d\\d-\\d\\d\\nLATCHKEY_TOKEN=${secret}\\n$`),
  );
  const tryIt = await dialog.getByRole("region", { name: "Try it" }).textContent();
  expect(tryIt).toContain("/api/v2/caller-identity");
  expect(tryIt).not.toContain(secret);
  await confirmStored(page);
});

test("A6 · on a plain http address, where there is no clipboard, Copy still fills it or says what to press", async ({
  page,
  baseURL,
}) => {
  await page.goto((baseURL ?? "").replace("127.0.0.1", "latchkey.test"));
  await page.getByLabel("E-mail").fill(member.email);
  await page.getByLabel("Password", { exact: true }).fill(member.password);
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.getByRole("link", { name: "New token" }).click();
  expect(await page.evaluate(() => window.isSecureContext)).toBe(false);
  await page.getByLabel("Name").fill("without https");
  await page.getByRole("button", { name: "Create token" }).click();
  const dialog = page.getByRole("dialog");
  await expect(dialog.getByText("isn't served over https")).toBeVisible();
  const secret = await dialog.getByRole("textbox", { name: "Secret" }).inputValue();
  await dialog.getByRole("button", { name: "Copy secret" }).click();
  await expect(dialog.getByText(/^Copied$|press (Ctrl\+C|⌘C)/)).toBeVisible();
  const selected = await dialog
    .getByRole("textbox", { name: "Secret" })
    .evaluate((field: HTMLTextAreaElement) => field.value.slice(field.selectionStart, field.selectionEnd));
  expect(selected).toBe(secret);
  await confirmStored(page);
});

test("a whole secret that is pasted into the search never leaves the browser", async ({ page }) => {
  const secret = await createToken(page, "lost and found");
  const sent: string[] = [];
  page.on("request", (request) => sent.push(request.url() + (request.postData() ?? "")));
  await page.getByRole("searchbox", { name: "Search tokens" }).fill(secret);
  await expect(page.getByText("the rest wasn't sent")).toBeVisible();
  await expect(page.getByRole("row")).toHaveCount(2);
  await expect(page.getByRole("row", { name: /lost and found/ })).toBeVisible();
  expect(sent.join("\n")).not.toContain(secret.slice(4, 40));
});
