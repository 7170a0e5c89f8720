import { expect, test } from "@playwright/test";
import { isClean } from "../support/axe";
import { call } from "../support/call";
import { OwnServer } from "../support/own-server";
import { aPerson, confirmStored, createToken, type Person, signIn } from "../support/people";
import { createServiceToken, openToken, rotate, untilUsed } from "../support/tokens";

let writer: Person;
let admin: Person;
test.beforeAll(() => {
  writer = aPerson("writer");
  admin = aPerson("admin");
});

test("S1 · A12 · an Admin has no way to the secret of somebody else's personal token: not on its page, by its address, its action or the API", async ({
  page,
  browser,
}) => {
  const theirs = await (await browser.newContext()).newPage();
  await signIn(theirs, writer);
  await createToken(theirs, "mine alone");
  const id = await openToken(theirs, "mine alone");

  await signIn(page, admin);
  await createToken(page, "the admin's", "Admin");
  const own = await openToken(page, "the admin's");
  const sent = page.waitForRequest(
    (request) => request.method() === "POST" && (request.postData() ?? "").includes("oldUntil"),
  );
  const fresh = await rotate(page, "End it now");
  const request = await sent;
  await confirmStored(page);

  await page.goto(`/tokens/${id}`);
  await expect(page.getByText("Its secret is known only to whoever stored it.")).toBeVisible();
  await expect(page.getByRole("button", { name: "Revoke token…" })).toBeVisible();
  await expect(page.getByRole("button", { name: /Rotate/ })).toHaveCount(0);
  await expect(page.getByRole("button", { name: "Edit access" })).toHaveCount(0);
  await page.goto(`/tokens/${id}?act=rotate`);
  await expect(page.getByText("can't be done to this token")).toBeVisible();
  await expect(page.getByRole("dialog")).toHaveCount(0);

  const headers = await request.allHeaders();
  const replayed = await page.request.post(`/tokens/${own}`, {
    headers: {
      accept: headers["accept"] ?? "",
      "content-type": headers["content-type"] ?? "",
      "next-action": headers["next-action"] ?? "",
      origin: new URL(page.url()).origin,
    },
    data: (request.postData() ?? "").replace(own, id),
  });
  expect(await replayed.text()).toContain("not_yours");
  const reset = await call(fresh, `/tokens/${id}/reset`, "POST");
  expect(reset).toMatchObject({ status: 403, json: { code: "forbidden" } });
});

test("S4 · A10 · demoting a Writer limits their Writer token at once, its page says since when and why; promoting restores it", async ({
  page,
  browser,
}) => {
  const member = aPerson("writer");
  const theirs = await (await browser.newContext()).newPage();
  await signIn(theirs, member);
  await createToken(theirs, "writes a lot", "Writer");
  await signIn(page, admin);
  const secret = await createToken(page, "promotes", "Admin");
  const change = async (role: string) => {
    const found = await call(secret, `/members?filter=query:${encodeURIComponent(member.email)}`);
    const [each] = found.json["items"] as { _id: string }[];
    const patch = [{ op: "replace", path: "/role", value: role }];
    expect(await call(secret, `/members/${each?._id}`, "PATCH", patch)).toMatchObject({ status: 200 });
  };
  await change("reader");
  await openToken(theirs, "writes a lot");
  await expect(theirs.getByText(`${member.name} is now a Reader, so this Writer token acts as Reader.`)).toBeVisible();
  await expect(theirs.getByText(/demoted .* from Writer to Reader just now/i)).toBeVisible();
  await expect(theirs.getByText("Limited", { exact: true })).toBeVisible();
  await isClean(theirs, "a limited token");
  await theirs.getByRole("link", { name: "See it in the audit log" }).click();
  await expect(theirs).toHaveURL(/\/audit\?.*entry=/);
  await theirs.goBack();
  await change("writer");
  await theirs.reload();
  await expect(theirs.getByText("Active", { exact: true })).toBeVisible();
  await expect(theirs.getByText("nothing held back")).toBeVisible();
});

test("S7 · S8 · a service token is fixed: no editing on its page, 403 by API, and its maker's demotion changes nothing", async ({
  page,
  browser,
}) => {
  const maker = aPerson("admin");
  const theirs = await (await browser.newContext()).newPage();
  await signIn(theirs, maker);
  const secret = await createServiceToken(theirs, "stands alone", "Admin");
  const id = await openToken(theirs, "stands alone");
  await expect(theirs.getByRole("heading", { name: "Fixed when it was made" })).toBeVisible();
  await expect(theirs.getByRole("button", { name: "Edit access" })).toHaveCount(0);
  await expect(theirs.getByRole("link", { name: "Duplicate with changes…" })).toBeVisible();
  const patch = [{ op: "replace", path: "/role", value: "reader" }];
  expect(await call(secret, `/tokens/${id}`, "PATCH", patch)).toMatchObject({ status: 403 });

  const owner = aPerson("owner");
  await signIn(page, owner);
  const boss = await createToken(page, "the boss's", "Owner");
  const found = await call(boss, `/members?filter=query:${encodeURIComponent(maker.email)}`);
  const [member] = found.json["items"] as { _id: string }[];
  const demotion = [{ op: "replace", path: "/role", value: "reader" }];
  expect(await call(boss, `/members/${member?._id}`, "PATCH", demotion)).toMatchObject({ status: 200 });
  expect((await call(secret, "/members")).status).toBe(200);
  await page.goto(`/tokens/${id}`);
  await expect(page.getByText("Active", { exact: true })).toBeVisible();

  await theirs.reload(); // the maker, a Reader by now, still sees it and may do nothing to it
  await expect(theirs.getByRole("button", { name: "Rotate…" })).toHaveAttribute("aria-disabled", "true");
  await expect(theirs.getByRole("button", { name: "Pause" })).toHaveAttribute("aria-disabled", "true");
  await expect(theirs.getByText("Only people who manage service tokens can change or end this one")).toBeVisible();
  await isClean(theirs, "a service token that may only be looked at");
});

test("a pause is a dialog with a reason, a 401 that says so, a notice, and is taken back", async ({ page }) => {
  await signIn(page, writer);
  const secret = await createToken(page, "rests");
  await openToken(page, "rests");
  const pause = page.getByRole("button", { name: "Pause" }).first();
  await pause.click();
  const dialog = page.getByRole("dialog", { name: "Pause rests?" });
  await expect(dialog.getByRole("button", { name: "Cancel" })).toBeFocused();
  await page.keyboard.press("Escape");
  await expect(pause).toBeFocused();
  await pause.click();
  await dialog.getByLabel("Reason").fill("who needs this?");
  await dialog.getByRole("button", { name: "Pause token" }).click();
  await expect(page.getByText("Paused rests")).toBeVisible();
  await expect(
    page.getByText(`${writer.name} paused it just now: requests with it fail. “who needs this?”`),
  ).toBeVisible();
  expect(await call(secret, "/caller-identity")).toMatchObject({
    status: 401,
    json: { message: expect.stringContaining("paused") },
  });
  await isClean(page, "a paused token");
  await page.getByRole("button", { name: "Resume" }).first().click();
  await page.getByRole("dialog", { name: "Resume rests?" }).getByRole("button", { name: "Resume token" }).click();
  await expect(page.getByText("Resumed rests")).toBeVisible();
  expect((await call(secret, "/caller-identity")).status).toBe(200);
});

test("A13 · a token in use is revoked only by its exact name, spaces around it aside; pausing instead keeps the reason", async ({
  page,
}) => {
  await signIn(page, writer);
  const secret = await createToken(page, "Needed Daily");
  expect((await call(secret, "/caller-identity")).status).toBe(200);
  await openToken(page, "Needed Daily");
  await untilUsed(page);
  const open = async () => {
    await page.getByRole("button", { name: "Revoke token…" }).click();
    return page.getByRole("dialog", { name: "Revoke Needed Daily?" });
  };
  const first = await open();
  await expect(first).toContainText(/Last used (just now|\d minutes? ago)\. Something still depends on it\./);
  const revoke = first.getByRole("button", { name: "Revoke token" });
  for (const typed of ["", "needed daily", "Needed", "Needed Daily!"]) {
    await first.getByLabel("Type Needed Daily to confirm").fill(typed);
    await expect(revoke).toHaveAttribute("aria-disabled", "true");
  }
  await isClean(page, "the revoke dialog with a name to type");
  await first.getByLabel("Reason").fill("seen in a log");
  await first.getByRole("button", { name: "Pause instead" }).click();
  await expect(page.getByText("Paused Needed Daily")).toBeVisible();
  await expect(page.getByRole("region", { name: "History" })).toContainText("“seen in a log”");

  const again = await open();
  await expect(again.getByRole("button", { name: "Pause instead" })).toHaveCount(0);
  await again.getByLabel("Type Needed Daily to confirm").fill("  Needed Daily ");
  await again.getByRole("button", { name: "Revoke token" }).click();
  await expect(page.getByText("Revoked Needed Daily")).toBeVisible();
  await expect(page.getByText(new RegExp(`${writer.name} revoked this token on`))).toBeVisible();
  await expect(page.getByRole("button", { name: /Rotate|Pause|Revoke/ })).toHaveCount(0);
  await isClean(page, "a revoked token");
  await call(secret, "/caller-identity");
  await expect(async () => {
    await page.reload();
    await expect(page.getByText(/attempts? since then, most recently/)).toBeVisible({ timeout: 1_000 });
  }).toPass({ timeout: 30_000 });
});

test("of two people at one token the second is told what changed, and loses nothing typed", async ({
  page,
  browser,
}) => {
  await signIn(page, writer);
  await createToken(page, "shared task");
  const id = await openToken(page, "shared task");
  const other = await (await browser.newContext()).newPage();
  await signIn(other, admin);
  for (const each of [page, other]) {
    await each.goto(`/tokens/${id}?act=rename`);
    await expect(each.getByRole("textbox", { name: "Name" })).toBeFocused();
  }
  await page.getByRole("textbox", { name: "Name" }).fill("first was faster");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { level: 1, name: "first was faster" })).toBeVisible();
  const field = other.getByRole("textbox", { name: "Name" });
  await field.fill("second");
  await other.keyboard.press("Enter");
  await expect(other.getByText("Somebody renamed it to “first was faster” since you opened it.")).toBeVisible();
  await expect(field).toHaveValue("second");
  await other.keyboard.press("Enter");
  await expect(other.getByRole("heading", { level: 1, name: "second" })).toBeVisible();

  await other.getByRole("button", { name: "Revoke token…" }).click();
  const dialog = other.getByRole("dialog");
  await expect(dialog).toContainText(`${writer.name} will see that you revoked it, and why.`);
  await dialog.getByLabel("Reason").fill("not needed");
  await dialog.getByLabel("Type second to confirm").fill("second");
  await page.goto(`/tokens/${id}?act=revoke`);
  const mine = page.getByRole("dialog");
  await mine.getByLabel("Reason").fill("replaced");
  await mine.getByRole("button", { name: "Revoke token" }).click();
  await expect(page.getByText("Revoked second")).toBeVisible();
  await dialog.getByRole("button", { name: "Revoke token" }).click();
  await expect(dialog.getByRole("alert")).toContainText(
    `${writer.name} ended this token in the meantime. Reason: “replaced”.`,
  );
  await expect(dialog.getByLabel("Reason")).toHaveValue("not needed");
});

test("S12 · once it is used, its page says how little of its access it needs, where it was used from, and when", async ({
  page,
}) => {
  await signIn(page, writer);
  const secret = await createToken(page, "reads little", "Writer");
  expect((await call(secret, "/members")).status).toBe(200);
  await openToken(page, "reads little");
  await expect(async () => {
    await page.reload();
    await expect(page.getByText(/In 90 days it used 1 of \d+ actions/)).toBeVisible({ timeout: 1_000 });
  }).toPass({ timeout: 30_000 });
  await page.getByText("See which").click();
  await expect(page.getByRole("region", { name: "Used", exact: true })).toContainText("Members");
  const activity = page.getByRole("region", { name: "Activity" });
  await expect(activity.getByRole("img", { name: /^1 request in 90 days/ })).toBeVisible();
  await expect(activity.getByRole("table", { name: /Addresses and agents/ })).toContainText("127.0.0.1");
  await activity.getByText("View as table").click();
  await expect(activity.getByRole("table", { name: /Use by day/ }).getByRole("row")).toHaveCount(2);
  await activity.getByRole("slider").focus();
  await expect(activity.getByRole("slider")).toHaveAttribute("aria-valuetext", /: 1 request$/);
  await page.keyboard.press("ArrowLeft");
  await expect(activity.getByRole("slider")).toHaveAttribute("aria-valuetext", /: 0 requests$/);
  await isClean(page, "a used token");
  await activity.getByRole("link", { name: "Hours" }).click();
  await expect(activity.getByText("Too few requests to see a pattern in them.")).toBeVisible();
  await isClean(page, "hours");

  const storageState = await page.context().storageState();
  const plain = await (
    await page.context().browser()?.newContext({ javaScriptEnabled: false, storageState })
  )?.newPage();
  await plain?.goto(page.url());
  await expect(plain?.getByRole("img", { name: "Too few" }) ?? page.locator("none")).toBeVisible();
});

test("a duplicate begins as the token, a link fills the form in, and what is too high for the viewer is lowered", async ({
  page,
}) => {
  await signIn(page, writer);
  await createToken(page, "original", "Writer");
  const id = await openToken(page, "original");
  await page.goto(`/tokens/${id}?act=duplicate`);
  await expect(page.getByText("Filled in from a link: name, type, role and expiry.")).toBeVisible();
  await expect(page.getByLabel("Name")).toHaveValue("original copy");
  await expect(page.getByRole("button", { name: /^Role/ })).toHaveText(/Writer/);
  await page.getByLabel("Name").fill("original");
  await page.getByLabel("Note").focus();
  await expect(page.getByText("You already have a token called “original”. It was never used.")).toBeVisible();
  await isClean(page, "a form filled in");
  await page.goto("/tokens/new?role=owner&type=service&name=x&policy=nonsense");
  await expect(page.getByText("The link asked for Owner. You can give at most Writer.")).toBeVisible();
  await expect(page.getByText("Left out, because it can't be used here: policy.")).toBeVisible();
  await expect(page.getByRole("button", { name: /^Role/ })).toHaveText(/Writer/);
});

test("S9 · A9 · telemetry alone leaves “Never used” standing, in the list, on the page and in the revoke dialog", async ({
  browser,
}) => {
  const server = new OwnServer();
  try {
    const [, email = "", password = ""] = /as (\S+) with the password: (.+)/.exec(server.operator(["demo"])) ?? [];
    expect(await server.start()).toBeNull();
    const page = await (await browser.newContext({ baseURL: server.origin })).newPage();
    await signIn(page, { email, password, name: "" });
    await page.goto("/tokens?q=ci-preview");
    const row = page.getByRole("row").filter({ hasText: "Never used" }).filter({ hasText: "Telemetry" }).first();
    await expect(row).toBeVisible();
    await row.getByRole("rowheader").getByRole("link").click();
    const tile = (term: string) => page.locator("dl > div").filter({ has: page.getByText(term, { exact: true }) });
    await expect(tile("Last used")).toContainText("Never used");
    await expect(tile("Telemetry")).toContainText(/ago|just now|yesterday/i);
    await page.getByRole("button", { name: "Revoke token…" }).click();
    await expect(page.getByRole("dialog")).toContainText(/It never made an API request, but it sent telemetry/);
  } finally {
    await server.end("SIGTERM");
    server.remove();
  }
});
