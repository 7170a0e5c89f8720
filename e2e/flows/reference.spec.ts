import { expect, test } from "@playwright/test";
import { isClean } from "../support/axe";
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

test("the API reference is reached from the navigation, and has no accessibility violation, light or dark", async ({
  page,
}) => {
  await signIn(page, aPerson("reader"));
  await page
    .getByRole("navigation", { name: "Help and settings" })
    .getByRole("link", { name: "API reference" })
    .click();
  await expect(page).toHaveURL("/docs/api");
  for (const viewport of [
    { width: 1280, height: 800 },
    { width: 360, height: 740 },
  ]) {
    await page.setViewportSize(viewport);
    await isClean(page, `the reference at ${viewport.width}`);
    const wide = await page.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth);
    expect(wide, `sideways at ${viewport.width}`).toBe(false);
  }
});

test("the contract that the server hands out names the server, and a call of it works", async ({ page, baseURL }) => {
  const document = (await (await page.request.get("/api/v2/openapi.json")).json()) as { servers: { url: string }[] };
  expect(document.servers).toEqual([{ url: baseURL }]);
  await signIn(page, aPerson("writer"));
  const secret = await createToken(page, "for the reference");
  expect((await call(secret, "/caller-identity")).json).toMatchObject({ tokenName: "for the reference" });
});
