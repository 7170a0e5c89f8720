import { expect, test } from "@playwright/test";
import { aPerson, createToken, signIn } from "../support/people";
import { raw } from "../support/raw";
import { keyFile, serverLog, serverOrigin } from "../support/server";

const SECRET = /lk[psxgi]_[0-9A-Za-z]{43}[0-4][0-9A-Za-z]{5}/g;

/** What the server says for its operator to use: the one link of an empty instance, which is dead by now. */
const meant = (line: string) => /^Set up Latchkey within \d+ minutes: http\S+\/setup\?code=lki_\w{49}$/.test(line);

test("I1 · I28 · nothing of what the server printed in this whole run is a secret, a digest's key, a password or a cookie", async ({
  page,
}) => {
  // What a careless client does, so that there is something to keep out whatever else ran before.
  const member = aPerson("reader");
  await signIn(page, member);
  const secret = await createToken(page, "last");
  const cookie = (await page.context().cookies()).find(({ name }) => name.endsWith("latchkey.sid"))?.value ?? "";
  for (const path of [
    `/api/v2/tokens?access_token=${secret}`,
    `/api/v2/tokens/${secret}`,
    `/tokens?q=${secret}`,
    `/tokens/${secret}`,
    `/sign-in?next=${secret}`,
  ]) {
    await raw("GET", path, {
      authorization: `Bearer ${secret}`,
      cookie: `latchkey.sid=${cookie}`,
      "user-agent": `curl ${secret}\tforged`,
    });
  }
  await raw(
    "POST",
    "/tokens",
    { origin: serverOrigin(), "next-action": secret, cookie: `latchkey.sid=${cookie}` },
    `["${secret}`,
  );
  const report = {
    "csp-report": { "effective-directive": `img-src ${secret}`, "document-uri": `${serverOrigin()}/tokens/${secret}` },
  };
  await raw("POST", "/csp-report", {}, JSON.stringify(report));
  await expect.poll(serverLog).toContain("a browser reports");

  const lines = serverLog().trimEnd().split("\n");
  expect(lines.length).toBeGreaterThan(2);
  const own = lines.filter((line) => !meant(line));
  expect(own.flatMap((line) => line.match(SECRET) ?? [])).toEqual([]);
  const text = own.join("\n");
  for (const kept of [secret.slice(0, 30), cookie, member.password, keyFile(), keyFile().toString()]) {
    expect(text.includes(typeof kept === "string" ? kept : kept.toString("hex"))).toBe(false);
  }
  expect(text).not.toMatch(/"(authorization|cookie|set-cookie|password)":"(?!\*\*\*)/i);
  // Whatever was asked, every line is one that the server wrote: JSON, or one of its sentences to the operator.
  const foreign = own.filter((line) => !isEntry(line) && !/^(Latchkey is ready at http|Set up Latchkey )/.test(line));
  expect(foreign).toEqual([]);
});

function isEntry(line: string): boolean {
  try {
    const entry = JSON.parse(line) as { level?: unknown; time?: unknown };
    return typeof entry.level === "number" && typeof entry.time === "number";
  } catch {
    return false;
  }
}
