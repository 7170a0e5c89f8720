import { expect, test } from "@playwright/test";
import { call } from "../support/call";
import { operator, operatorFails } from "../support/operator";
import { aPerson } from "../support/people";

test("token create prints the secret alone on standard output, and it works while the server runs", async () => {
  const { email } = aPerson("writer");
  const out = operator(["token", "create", "--member", email, "--name", "by the operator", "--role", "writer"]);
  expect(out).toMatch(/^lkp_[0-9A-Za-z]{49}\n$/);
  const { status, json } = await call(out.trim(), "/caller-identity");
  expect({ status, name: json["tokenName"] }).toEqual({ status: 200, name: "by the operator" });
  expect(operator(["token", "revoke", String(json["tokenId"]), "--reason", "done"])).toBe("Revoked by the operator.\n");
  expect((await call(out.trim(), "/caller-identity")).status).toBe(401);
});

test("a token is never made above its member's role, nor for nobody", () => {
  const { email } = aPerson("reader");
  const above = operatorFails(["token", "create", "--member", email, "--name", "x", "--role", "admin"]);
  expect({ status: above.status, out: above.stdout }).toEqual({ status: 78, out: "" });
  expect(above.stderr).toContain("The highest you can give is Reader.");
  const nobody = operatorFails([
    "token",
    "create",
    "--member",
    "nobody@acme.example",
    "--name",
    "x",
    "--role",
    "reader",
  ]);
  expect(nobody.stderr).toBe("No member has the address nobody@acme.example.\n");
});

test("member create prints an invitation, refuses a taken address, a weak password and a role that is none", () => {
  const { email } = aPerson("reader");
  expect(operator(["member", "create", "--email", `new-${email}`, "--role", "writer"])).toMatch(
    /^http:\S+\/invite\/lki_\w{49}\n$/,
  );
  const failing: [string[], string, string][] = [
    [["--email", email, "--role", "reader"], "", "belongs to a member already"],
    [["--email", "not an address", "--role", "reader"], "", "--email: Enter an e-mail address"],
    [["--email", `x-${email}`, "--role", "emperor"], "", "--role"],
    [["--email", `y-${email}`, "--role", "reader", "--password-stdin"], "short\n", "Use at least 15 characters"],
    [["--email", `z-${email}`, "--role", "reader", "--password-stdin"], "aaaaaaaaaaaaaaaaaaaa\n", "easy to guess"],
  ];
  for (const [args, input, sentence] of failing) {
    const { status, stderr, stdout } = operatorFails(["member", "create", ...args], input);
    expect({ status, stdout }).toEqual({ status: 78, stdout: "" });
    expect(stderr).toContain(sentence);
  }
});

test("doctor says of each thing that it is well, and --help explains every command", () => {
  expect(operator(["doctor"]).split("\n").filter(Boolean)).toEqual([
    expect.stringMatching(/^ok {2}configuration: /),
    expect.stringMatching(/^ok {2}database: Postgres \d+\.\d+, embedded$/),
    expect.stringMatching(/^ok {2}migrations: all applied$/),
    expect.stringMatching(/^ok {2}keys: /),
    expect.stringMatching(/^ok {2}token rules: personal tokens made by everybody .*; stale after 90 days; /),
    "ok  search: fragments of words are found by trigram indexes",
    expect.stringMatching(
      /^ok {2}audit log: \d+ entries sealed, \d+ wait; heads go nowhere, .*; the database's user can only add to it$/,
    ),
    expect.stringMatching(/^ok {2}lists: what they say of the newest \d+ tokens is what those may do$/),
  ]);
  for (const command of [
    [],
    ["member"],
    ["member", "create"],
    ["member", "reset-link"],
    ["token"],
    ["token", "create"],
    ["token", "revoke"],
    ["gateway"],
    ["gateway", "create"],
    ["audit"],
    ["audit", "verify"],
    ["audit", "key"],
    ["gateway", "routes"],
    ["doctor"],
    ["demo"],
  ]) {
    expect(operator([...command, "--help"])).toMatch(/^Usage: latchkey/);
  }
});

test("the demo leaves an instance alone that is in use", () => {
  const { status, stderr } = operatorFails(["demo"]);
  expect(status).toBe(78);
  expect(stderr).toContain("only fills an empty one");
});
