import { expect, test } from "@playwright/test";
import { aPerson, createToken, signIn } from "../support/people";

test("a list is taken along as a file of what it shows, with nothing of a secret but its end, and another site cannot ask for it", async ({
  page,
}) => {
  await signIn(page, aPerson("writer"));
  const secret = await createToken(page, "=exported");
  await createToken(page, "left out");
  await page.goto("/tokens?view=mine&q=exported");
  await page.getByRole("button", { name: "View" }).click();
  const [file] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("link", { name: "Export as CSV" }).click(),
  ]);
  expect(file.suggestedFilename()).toMatch(/^latchkey-tokens-\d{4}-\d\d-\d\d\.csv$/);
  const pieces: Buffer[] = [];
  for await (const piece of await file.createReadStream()) pieces.push(piece as Buffer);
  const [head, line, ...more] = Buffer.concat(pieces).toString("utf8").split("\r\n");
  expect(head).toMatch(/^"name","id","type","secret","status"/);
  expect(line).toContain(`"'=exported"`);
  expect(line).toContain(`"lkp_…${secret.slice(-4)}"`);
  expect(line).not.toContain(secret.slice(4, -4));
  expect(more).toEqual([""]);

  const asked = await page.request.get("/tokens/export?view=mine", { headers: { "sec-fetch-site": "cross-site" } });
  expect(asked.status()).toBe(403);
});
