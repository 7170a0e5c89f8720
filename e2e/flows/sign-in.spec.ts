import { expect, test } from "@playwright/test";
import { operator } from "../support/operator";
import { aPerson, signIn } from "../support/people";

test("a wrong password and an unknown address get one answer, and after five tries a wait that is stated", async ({
  page,
}) => {
  const member = aPerson("reader");
  await page.goto("/sign-in");
  for (const email of [member.email, "nobody@acme.example"]) {
    await page.getByLabel("E-mail").fill(email);
    await page.getByLabel("Password", { exact: true }).fill("not the password");
    await page.getByRole("button", { name: "Sign in" }).click();
    await expect(page.getByText("That e-mail and password don't match an account.")).toBeVisible();
  }
  await page.getByLabel("E-mail").fill(member.email);
  for (let i = 0; i < 5; i++) {
    await page.getByRole("button", { name: "Sign in" }).click();
    await expect(page.getByRole("button", { name: "Sign in" })).not.toHaveAttribute("aria-busy", "true");
  }
  await expect(page.getByText(/You can go on in \d+ seconds?\./)).toBeVisible();
});

test("one comes back to the page one wanted, and nowhere else", async ({ page }) => {
  const member = aPerson("reader");
  await page.goto("/members");
  await expect(page).toHaveURL(/\/sign-in\?next=%2Fmembers/);
  for (const next of ["//evil.example", "/\\evil.example", "https://evil.example", "javascript:alert(1)"]) {
    await page.goto(`/sign-in?next=${encodeURIComponent(next)}`);
    await page.getByLabel("E-mail").fill(member.email);
    await page.getByLabel("Password", { exact: true }).fill(member.password);
    await page.getByRole("button", { name: "Sign in" }).click();
    await expect(page).toHaveURL(/127\.0\.0\.1:\d+\/tokens$/);
    await page.context().clearCookies();
  }
  await page.goto("/sign-in?next=%2Fmembers");
  await page.getByLabel("E-mail").fill(member.email);
  await page.getByLabel("Password", { exact: true }).fill(member.password);
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page).toHaveURL(/\/members$/);
});

test("signing out ends the session on the server: the old cookie opens nothing", async ({ page }) => {
  await signIn(page, aPerson("reader"));
  const stolen = await page.context().cookies();
  await page.getByRole("button", { name: /^Account:/ }).click();
  await page.getByRole("menuitem", { name: "Sign out" }).click();
  await expect(page).toHaveURL(/\/sign-in/);
  await page.context().addCookies(stolen);
  await page.goto("/tokens");
  await expect(page).toHaveURL(/\/sign-in/);
});

test("a session cookie is out of reach of scripts and does not open the API", async ({ page }) => {
  await signIn(page, aPerson("owner"));
  const session = (await page.context().cookies()).find(({ name }) => name.includes("latchkey.sid"));
  expect(session).toMatchObject({ httpOnly: true, sameSite: "Lax", path: "/" });
  expect((await page.request.get("/api/v2/tokens")).status()).toBe(401);
});

test("one session ends another from the account page, and a new password ends all but this one", async ({
  page,
  browser,
}) => {
  const member = aPerson("reader");
  await signIn(page, member);
  const [second, third] = [await (await browser.newContext()).newPage(), await (await browser.newContext()).newPage()];
  await signIn(second, member);
  await page.goto("/account");
  await page.getByRole("button", { name: "End this one" }).click();
  await expect(page.getByText("Session ended")).toBeVisible();
  await second.goto("/tokens");
  await expect(second).toHaveURL(/\/sign-in/);
  await signIn(third, member);
  await page.getByLabel("Current password").fill(member.password);
  await page.getByLabel("New password").fill("green lanterns hum all night");
  await page.getByRole("button", { name: "Change password" }).click();
  await expect(page.getByText("Password changed.")).toBeVisible();
  await third.goto("/tokens");
  await expect(third).toHaveURL(/\/sign-in/);
  await page.goto("/tokens");
  await expect(page.getByRole("heading", { level: 1, name: /Access tokens/ })).toBeVisible();
});

test("the operator's reset link sets a new password, once", async ({ page }) => {
  const member = aPerson("reader");
  const link = operator(["member", "reset-link", "--email", member.email]).trim();
  const path = new URL(link).pathname;
  await page.goto(path);
  await expect(page.getByRole("heading", { name: "Set a new password" })).toBeVisible();
  await page.getByLabel("Password", { exact: true }).fill("short");
  await page.getByRole("button", { name: "Set password" }).click();
  await expect(page.getByText("Use at least 15 characters.")).toBeVisible();
  await page.getByLabel("Password", { exact: true }).fill("green lanterns hum all night");
  await page.getByRole("button", { name: "Set password" }).click();
  await expect(page.getByRole("heading", { level: 1, name: /Access tokens/ })).toBeVisible();
  await page.goto(path);
  await expect(page.getByText("This link doesn't work any more")).toBeVisible();
});
