import { expect, type Page, type Response, test } from "@playwright/test";
import { call } from "../support/call";
import { confirmStored } from "../support/people";
import { serverLog } from "../support/server";

const PASSWORD = "violet umbrellas walk at dawn";

/** Every text that a page received, but for answers to the one request that made the token. */
function listen(page: Page) {
  const texts: Promise<string>[] = [];
  page.on("response", (response: Response) => {
    const making = response.request().method() === "POST" && new URL(response.url()).pathname === "/tokens/new";
    if (!making) texts.push(response.text().catch(() => ""));
  });
  const urls: string[] = [];
  page.on("framenavigated", (frame) => urls.push(frame.url()));
  return { texts, urls };
}

/** What a page and its browser hold: storage, document, address and cookies. */
async function holdings(page: Page): Promise<string> {
  const inPage = await page.evaluate(() =>
    JSON.stringify([localStorage, sessionStorage, document.documentElement.outerHTML, location.href, document.cookie]),
  );
  return inPage + JSON.stringify(await page.context().cookies());
}

test("S2 · A1 · from an empty instance to a working, revocable token: set up, invite, join, create, call, revoke, 401", async ({
  page,
  browser,
}) => {
  const ownerHeard = listen(page);
  const answers: string[] = [];
  const curl = async (secret: string) => {
    const answer = await call(secret, "/caller-identity");
    answers.push(answer.body);
    return answer;
  };
  const link = /http:\S+\/setup\?code=\S+/.exec(serverLog())?.[0];
  await page.goto("/");
  await expect(page).toHaveURL(/\/setup$/);
  await page.goto(link ?? "no set-up link was printed");
  await page.getByLabel("Account name").fill("Acme");
  await page.getByLabel("Your name").fill("Priya Shah");
  await page.getByLabel("E-mail").fill("priya@acme.example");
  await page.getByLabel("Password", { exact: true }).fill(PASSWORD);
  await page.getByRole("button", { name: "Create owner account" }).click();
  await expect(page.getByText("No access tokens yet")).toBeVisible();
  expect((await page.request.get(link ?? "")).status()).toBe(404);

  await page.getByRole("link", { name: "Members" }).click();
  await page.getByRole("button", { name: "Invite" }).click();
  await page.getByRole("dialog").getByLabel("E-mail").fill("tomas@acme.example");
  await page.getByRole("dialog").getByLabel("Role").selectOption("Writer");
  await page.getByRole("button", { name: "Make the link" }).click();
  const invitation = await page.getByRole("textbox", { name: "Invitation link" }).inputValue();
  await confirmStored(page);
  await expect(page.getByRole("row", { name: /tomas@acme\.example/ })).toContainText("Invited");

  const colleague = await (await browser.newContext()).newPage();
  const heard = listen(colleague);
  await colleague.goto(invitation);
  await colleague.getByLabel("Your name").fill("Tomás Ruiz");
  await colleague.getByLabel("Password", { exact: true }).fill(PASSWORD);
  await colleague.getByRole("button", { name: "Join" }).click();
  await expect(colleague.getByText("No access tokens yet")).toBeVisible();
  await colleague.getByRole("link", { name: "New token" }).click();
  await colleague.getByLabel("Name").fill("release notes");
  await colleague.getByRole("button", { name: /^Role/ }).click();
  await expect(colleague.getByRole("option")).toHaveText([
    /^Reader/,
    /^Writer/,
    /^Admin/,
    /^Owner/,
    /^Custom/,
    /^Inline policy/,
  ]);
  await colleague.getByRole("option", { name: /^Writer/ }).click();
  await colleague.getByRole("button", { name: "Create token" }).click();
  const secret = await colleague.getByRole("textbox", { name: "Secret" }).inputValue();
  expect(secret).toMatch(/^lkp_[0-9A-Za-z]{49}$/);
  await confirmStored(colleague);
  await expect(colleague.getByRole("heading", { level: 1, name: "release notes" })).toBeVisible();
  await colleague.getByRole("link", { name: "Tokens", exact: true }).first().click();

  const row = colleague.getByRole("row", { name: /release notes/ });
  await expect(row).toContainText("Never used");
  const identity = await curl(secret);
  expect(identity).toMatchObject({ status: 200, json: { tokenName: "release notes", tokenKind: "personal" } });
  await expect(async () => {
    await colleague.reload();
    await expect(row).toContainText("Just now", { timeout: 1_000 });
  }).toPass();

  await page.goto("/tokens");
  await page.getByRole("button", { name: "Actions for release notes" }).click();
  await page.getByRole("menuitem", { name: "Revoke…" }).click();
  const dialog = page.getByRole("dialog", { name: "Revoke release notes?" });
  await expect(dialog).toContainText("Something still depends on it");
  await dialog.getByLabel("Reason").fill("left in a notebook");
  await dialog.getByLabel("Type release notes to confirm").fill("release notes");
  await dialog.getByRole("button", { name: "Revoke token" }).click();
  await expect(page.getByText("Revoked release notes")).toBeVisible();
  expect(await curl(secret)).toMatchObject({
    status: 401,
    json: { message: "This access token was revoked" },
  });
  await page.getByRole("link", { name: /^Inactive/ }).click();
  await expect(page.getByRole("row", { name: /release notes/ })).toContainText("Revoked");

  await colleague.reload();
  const kept = [await holdings(page), await holdings(colleague)];
  const texts = await Promise.all([...heard.texts, ...ownerHeard.texts]);
  const everything = [...texts, ...heard.urls, ...ownerHeard.urls, ...kept, ...answers, serverLog()].join("\n");
  expect(everything.length).toBeGreaterThan(10_000);
  expect(everything).not.toContain(secret);
  expect(everything).not.toContain(secret.slice(4, 40));
});
