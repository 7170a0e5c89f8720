import { createSecretKey } from "node:crypto";
import { inspect } from "node:util";
import { describe, expect, test } from "vitest";
import { tokenDigest } from "./keys";
import { checkOf, mintSecret, secretKind, secretTail } from "./secret-format";

const BODY = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefg";

describe("the format of a secret (security 3.1)", () => {
  test.each([
    [`lkp_${BODY}`, "1kDoSC"],
    [`lks_${BODY}`, "1lgkwT"],
    [`lkx_${BODY}`, "1Esjhb"],
    [`lkg_${BODY}`, "3PscJg"],
    [`lki_${BODY}`, "3zQmC9"],
    [`lkp_${"0".repeat(43)}`, "2anijP"],
    [`lks_${"z".repeat(43)}`, "3pVhR5"],
    ["lkp_pad55xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx", "00Wual"],
  ])("%s is checked by %s", (unchecked, check) => {
    expect(checkOf(unchecked)).toBe(check);
  });

  test("the digest of the first vector under a known pepper is the published one", () => {
    const digest = tokenDigest(createSecretKey(Buffer.alloc(32, 7)), `lkp_${BODY}1kDoSC`);
    expect(digest.toString("hex")).toBe("deb721de578790a90b035284e3dced7c070f468c63af064a7c845d14e1429f61");
  });

  test.each(["personal", "service", "gateway", "link"] as const)(
    "a new %s secret is well-formed, and no two are alike",
    (kind) => {
      const secrets = Array.from({ length: 200 }, () => mintSecret(kind).reveal());
      expect(new Set(secrets).size).toBe(200);
      expect(secrets.map(secretKind)).toEqual(Array(200).fill(kind));
    },
  );

  test.each([
    ["empty", ""],
    ["another prefix with the same checksum", `lks_${BODY}1kDoSC`],
    ["one character wrong", `lkp_1${BODY.slice(1)}1kDoSC`],
    ["a trailing newline", `lkp_${BODY}1kDoSC\n`],
    ["a character outside the alphabet", `lkp_${BODY.slice(1)}-1kDoSC`],
    ["too long", `lkp_${BODY}1kDoSCx`],
    ["lower case where it matters", `lkp_${BODY}1kdosc`],
  ])("a text that is %s is no secret", (_, text) => {
    expect(secretKind(text)).toBeNull();
  });

  test("every character of the alphabet turns up about as often as any other", () => {
    const counts = new Map<string, number>();
    for (let i = 0; i < 3000; i++) {
      for (const character of mintSecret("personal").reveal().slice(4, 47))
        counts.set(character, (counts.get(character) ?? 0) + 1);
    }
    expect(counts.size).toBe(62);
    const expected = (3000 * 43) / 62;
    const chiSquare = [...counts.values()].reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0);
    expect(chiSquare).toBeLessThan(150); // 61 degrees of freedom: chance exceeds it once in ten billion runs
  });
});

test("a secret prints as nothing, however it is printed, and shows only its last four", () => {
  const secret = mintSecret("personal");
  const printed = [String(secret), `${secret}`, JSON.stringify({ secret }), inspect({ secret })].join(" ");
  expect(printed).not.toContain(secret.reveal().slice(4, 20));
  expect(secretTail(secret)).toBe(secret.reveal().slice(-4));
});
