import http from "node:http";
import { expect, type Page, test } from "@playwright/test";
import { AccountServer } from "../support/account-server";
import { isClean } from "../support/axe";
import { confirmStored, createToken } from "../support/people";

// Route rules are a whole account's: these flows have a server of their own, so that no other meets them.
const server = new AccountServer({ owner: "Mo owner", admin: "Mo admin", writer: "Mo writer" });
const as: typeof server.as = (browser, who) => server.as(browser, who);

test.beforeAll(() => server.start());
test.afterAll(() => server.stop());

/** Asks the door for Caddy as the proxy would, and answers with its status. */
function ask(credential: string, token: string, uri: string, method = "GET"): Promise<number> {
  const headers = {
    "x-latchkey-gateway": credential,
    authorization: `Bearer ${token}`,
    "x-forwarded-method": method,
    "x-forwarded-uri": uri,
    "x-forwarded-host": "api.example.com",
  };
  return new Promise((resolve, reject) => {
    http
      .get(`${server.origin}/authz/forward`, { headers }, (answer) => {
        answer.resume();
        resolve(answer.statusCode ?? 0);
      })
      .on("error", reject);
  });
}

const rule = (page: Page, at: number) => page.getByRole("group", { name: `Rule ${at}`, exact: true });
const save = async (page: Page) => {
  await page.getByRole("form", { name: "Route rules" }).getByRole("button", { name: "Save", exact: true }).click();
};

async function write(page: Page, at: number, fields: Record<string, string>): Promise<void> {
  for (const [name, value] of Object.entries(fields))
    await rule(page, at).getByLabel(name, { exact: true }).fill(value);
}

test("a gateway is made, its credential shown once, its rules written, tried and held at its door; revoked, it is refused", async ({
  browser,
}) => {
  const page = await as(browser, "owner");
  const token = await createToken(page, "reads orders", "Reader");
  const id = (await page.getByRole("link", { name: "reads orders" }).getAttribute("href"))?.split("/").at(-1) ?? "";

  await page.getByRole("link", { name: "Settings" }).click();
  await page.getByRole("link", { name: "Gateways" }).click();
  await expect(page.getByText("No gateways yet")).toBeVisible();
  await page.getByRole("button", { name: "New gateway" }).click();
  const form = page.getByRole("dialog", { name: "New gateway" });
  await form.getByRole("button", { name: "Create gateway" }).click();
  await expect(form.getByText("Give the gateway a name.")).toBeVisible();
  await form.getByLabel("Name").fill("edge");
  await expect(form.getByRole("radio", { name: /^Route rules/ })).toBeChecked();
  await isClean(page, "a new gateway");
  await form.getByRole("button", { name: "Create gateway" }).click();
  const shown = page.getByRole("dialog", { name: "Store this credential now" });
  const credential = await shown.getByRole("textbox", { name: "Credential" }).inputValue();
  expect(credential).toMatch(/^lkg_[0-9A-Za-z]{49}$/);
  await isClean(page, "a gateway's credential");
  await page.keyboard.press("Escape");
  await expect(page.getByText("You'd have to make another gateway.")).toBeVisible();
  await page.getByRole("button", { name: "Go back" }).click();
  await confirmStored(page);
  const row = page.getByRole("listitem").filter({ hasText: "edge" });
  await expect(row).toContainText("Never used");
  await expect(row).toContainText("By route rules");
  await expect(page.locator("body")).not.toContainText(credential.slice(4, 40));
  expect(await ask(credential, token, "/orders/7")).toBe(403);

  await page.getByRole("link", { name: "Open route rules" }).click();
  await page.getByRole("button", { name: "Add rule" }).click();
  await expect(rule(page, 1).getByLabel("Methods")).toBeFocused();
  await write(page, 1, {
    Methods: "get",
    Path: "/orders//{id}",
    Action: "viewOrder",
    Resource: "api/orders:order/{id}",
  });
  await save(page);
  await expect(rule(page, 1)).toHaveAccessibleDescription(/no request with \/\/ is let through/);
  await write(page, 1, { Path: "/orders/{id}" });
  await page.getByRole("button", { name: "Add rule" }).click();
  await write(page, 2, { Path: "/orders/**", Action: "updateOrder", Resource: "api/orders" });
  await isClean(page, "route rules under edit");

  const attempt = page.getByRole("form", { name: "Try a request" });
  const answer = page.getByRole("region", { name: "Try a request" }).getByRole("status");
  const tryIt = async (path: string, method: string, tokenId = "") => {
    await attempt.getByLabel("Method").fill(method);
    await attempt.getByLabel("Path").fill(path);
    await attempt.getByLabel("Token id").fill(tokenId);
    await attempt.getByRole("button", { name: "Try" }).click();
  };
  await tryIt("/orders/7", "GET", id);
  await expect(answer).toContainText("Rule 1 fits");
  await expect(answer).toContainText("viewOrder on api/orders:order/7");
  await expect(answer).toContainText("reads orders may");
  await tryIt("/orders/7", "DELETE", id);
  await expect(answer).toContainText("Rule 2 fits");
  await expect(answer).toContainText("reads orders may not");
  await expect(answer).toContainText("nothing allows it");
  await tryIt("/orders/%2e%2e/x", "GET");
  await expect(answer).toContainText("Servers read this path in different ways");
  await tryIt("/admin", "GET");
  await expect(answer).toContainText("No rule fits.");
  await isClean(page, "a request that was tried");
  expect(await ask(credential, token, "/orders/7")).toBe(403); // tried, not saved

  await save(page);
  await expect(page.getByText("Saved. The rules hold on every process.")).toBeVisible();
  expect(await ask(credential, token, "/orders/7")).toBe(204);
  expect(await ask(credential, token, "/orders/7", "DELETE")).toBe(403);
  expect(await ask(credential, token, "/orders%2f7")).toBe(403);

  await page.goto("/settings/gateways");
  await expect(async () => {
    await page.reload();
    await expect(page.getByRole("listitem").filter({ hasText: "edge" })).toContainText("5 calls", { timeout: 500 });
  }).toPass();
  await expect(page.getByText("Up to date")).toBeVisible();
  await isClean(page, "a gateway in use");
  await page.getByRole("button", { name: "Revoke edge" }).click();
  const asked = page.getByRole("dialog", { name: "Revoke edge?" });
  await expect(asked).toContainText("something depends on it");
  await isClean(page, "a gateway to be revoked");
  await asked.getByRole("button", { name: "Revoke" }).click();
  await expect(page.getByText("No gateways yet")).toBeVisible();
  expect(await ask(credential, token, "/orders/7")).toBe(403);
});

test("rules travel as a file; of two who save, the second is told; whoever may not finds nothing", async ({
  browser,
}) => {
  const [page, admins, writers] = [await as(browser, "owner"), await as(browser, "admin"), await as(browser, "writer")];
  await page.goto("/settings/gateways/routes");
  const choose = (text: string) =>
    page
      .locator("input[type=file]")
      .setInputFiles({ name: "rules.json", mimeType: "application/json", buffer: Buffer.from(text) });
  await choose('{"routes":[{"path":"/x","action":"view*","resource":"api/x"}]}');
  await expect(page.getByRole("alert").filter({ hasText: "The file can't be used" })).toContainText("/routes/0/action");
  await isClean(page, "a file that can't be used");
  const routes = [
    {
      methods: ["GET", "POST"],
      host: "*.example.com",
      path: "/{name}/x",
      action: "callApi",
      resource: "api/x:y/{name}",
    },
    { path: "/**", action: "callApi", resource: "api/all" },
  ];
  await choose(JSON.stringify({ routes }));
  await expect(page.getByText("2 rules of the file stand below. Nothing is saved yet.")).toBeVisible();
  await page.getByRole("button", { name: "Move rule 2 up" }).click();
  await expect(rule(page, 1).getByLabel("Path")).toHaveValue("/**");
  await page.getByRole("button", { name: "Move rule 1 down" }).click();
  await admins.goto("/settings/gateways/routes");
  await save(page);
  await expect(page.getByText("Saved. The rules hold on every process.")).toBeVisible();
  await expect(page.getByText(/Last changed by Mo owner/)).toBeVisible();
  const download = page.waitForEvent("download");
  await page.getByRole("link", { name: "Export" }).click();
  const chunks = await (await (await download).createReadStream()).toArray();
  expect(JSON.parse(Buffer.concat(chunks).toString())).toEqual({ routes });
  expect(JSON.parse(server.operator(["gateway", "routes", "export"]))).toEqual({ routes });

  await admins.getByRole("button", { name: "Add rule" }).click();
  await write(admins, (await admins.getByRole("group", { name: /^Rule/ }).count()) || 1, {
    Path: "/mine",
    Action: "mine",
    Resource: "api/mine",
  });
  await save(admins);
  await admins.getByRole("alert").getByRole("button", { name: "Load theirs" }).click();
  await expect(rule(admins, 2).getByLabel("Path")).toHaveValue("/**");
  await expect(admins.getByText("Nothing has been changed.")).toBeVisible();

  await writers.goto("/settings/gateways");
  await expect(writers.getByText("Nothing here")).toBeVisible();
  await writers.goto("/settings/gateways/routes");
  await expect(writers.getByText("Nothing here")).toBeVisible();
});
