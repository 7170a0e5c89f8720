import { expect, test } from "@playwright/test";
import { call } from "../support/call";
import { aPerson, createToken, signIn } from "../support/people";

test.describe("without a script and without signing in", () => {
  test.use({ javaScriptEnabled: false });

  test("the API reference is read whole, with the reader's own base URL", async ({ page, baseURL }) => {
    const { paths } = (await (await page.request.get("/api/v2/openapi.json")).json()) as {
      paths: Record<string, Record<string, { summary: string }>>;
    };
    await page.goto("/docs/api");
    await expect(page.getByRole("heading", { level: 1, name: "API reference" })).toBeVisible();
    const summaries = Object.values(paths).flatMap((methods) => Object.values(methods).map(({ summary }) => summary));
    for (const summary of summaries)
      await expect(page.getByRole("heading", { level: 3, name: summary, exact: true })).toBeVisible();
    const create = page.getByRole("region", { name: "Create an access token", exact: true });
    await expect(create).toContainText("createAccessToken on service-token/*");
    await expect(create).toContainText(`curl -sS -X POST "${baseURL}/api/v2/tokens"`);
    expect((await page.content()).includes("app.launchdarkly")).toBe(false);
  });
});

test("the API reference is reached from the navigation", async ({ page }) => {
  await signIn(page, aPerson("reader"));
  await page
    .getByRole("navigation", { name: "Help and settings" })
    .getByRole("link", { name: "API reference" })
    .click();
  await expect(page).toHaveURL("/docs/api");
  await expect(page.getByRole("heading", { level: 1, name: "API reference" })).toBeVisible();
});

test("the contract that the server hands out names the server, and a call of it works", async ({ page, baseURL }) => {
  const document = (await (await page.request.get("/api/v2/openapi.json")).json()) as { servers: { url: string }[] };
  expect(document.servers).toEqual([{ url: baseURL }]);
  await signIn(page, aPerson("writer"));
  const secret = await createToken(page, "for the reference");
  expect((await call(secret, "/caller-identity")).json).toMatchObject({ tokenName: "for the reference" });
});
