import fs from "node:fs";
import { expect, test } from "@playwright/test";
import { aPerson, createToken, signIn } from "../support/people";

/** JavaScript at first load in KB, the bodies as they travel (gzip); the list's bound is the issue's, the others are the design's. */
const BOUNDS: Record<string, number> = {
  "/sign-in": 146,
  "/sign-in/second-factor": 150,
  "/docs/api": 146,
  "/tokens": 170,
  "/tokens/new": 182,
  "/tokens/[id]": 166,
  "/roles": 162,
  "/roles/weighed": 184,
  "/roles/weighed/edit": 184,
  "/roles/new": 184,
  "/audit": 162,
  "/members": 162,
  "/members/[id]": 162,
  "/account": 162,
  "/settings": 162,
  "/settings/token-rules": 162,
  "/settings/vocabulary": 162,
  "/settings/gateways": 162,
  "/settings/gateways/routes": 166,
};

test("no page loads more JavaScript than it was given", async ({ browser, baseURL }) => {
  const context = await browser.newContext(baseURL ? { baseURL } : {});
  const visitor = await context.newPage();
  const weights: Record<string, number> = {};
  await signIn(visitor, aPerson("owner"));
  await createToken(visitor, "weighed");
  const detail = (await visitor.getByRole("link", { name: "weighed" }).getAttribute("href")) ?? "";
  await visitor.goto("/roles/new");
  await visitor.getByLabel("Name").fill("Weighed");
  await visitor.getByRole("button", { name: "Create role" }).click();
  await expect(visitor).toHaveURL(/weighed$/);
  await visitor.goto("/members");
  const person = (await visitor.getByRole("link", { name: /^Mo / }).first().getAttribute("href")) ?? "";
  const addresses: Record<string, string> = { "/tokens/[id]": detail, "/members/[id]": person };
  const storageState = await context.storageState();
  for (const path of Object.keys(BOUNDS)) {
    const fresh = await browser.newContext(["/sign-in", "/docs/api"].includes(path) ? {} : { storageState });
    const page = await fresh.newPage();
    const session = await fresh.newCDPSession(page);
    await session.send("Network.enable");
    const headers = new Map<string, number>();
    let bytes = 0;
    session.on("Network.responseReceived", ({ requestId, type, response }) => {
      if (type === "Script") headers.set(requestId, response.encodedDataLength);
    });
    session.on("Network.loadingFinished", ({ requestId, encodedDataLength }) => {
      if (headers.has(requestId)) bytes += encodedDataLength - (headers.get(requestId) ?? 0);
    });
    await page.goto(`${baseURL}${addresses[path] ?? path}`, { waitUntil: "networkidle" });
    weights[path] = Math.round(bytes / 1000);
    await fresh.close();
  }
  fs.mkdirSync("test-results", { recursive: true });
  fs.writeFileSync("test-results/weights.json", JSON.stringify(weights));
  console.log(`JavaScript at first load, KB: ${JSON.stringify(weights)}`);
  for (const [path, bound] of Object.entries(BOUNDS)) expect(weights[path], path).toBeLessThanOrEqual(bound);
});
