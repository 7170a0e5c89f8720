import { describe, expect, test } from "vitest";
import type { z } from "zod";
import { createGatewayInput } from "@/lib/gateways/input";
import { acceptLinkInput, inviteInput, newMemberInput, renameSelfInput, setUpInput } from "@/lib/members/input";
import { createRoleInput, roleAttributesInput } from "@/lib/roles/input";
import { accountName } from "@/lib/settings/input";
import { createTokenInput, revokeTokenInput } from "@/lib/tokens/input";

const PASSWORD = "violet umbrellas walk at dawn";
const MINE = { source: "base", baseRole: "reader" } as const;

const takes = (schema: z.ZodType, input: unknown) => schema.safeParse(input).success;

/** Every text that people write and others read, with the schema that lets it in. */
const NAMES: readonly (readonly [string, (text: string) => boolean])[] = [
  ["a token's name", (text) => takes(createTokenInput, { name: text, role: MINE })],
  ["a token's note", (text) => takes(createTokenInput, { description: text, role: MINE })],
  ["a reason", (text) => takes(revokeTokenInput, { id: "", reason: text })],
  ["a role's name", (text) => takes(createRoleInput, { key: "k", name: text, policy: [] })],
  ["a role's description", (text) => takes(createRoleInput, { key: "k", name: "n", description: text, policy: [] })],
  ["a change's note", (text) => takes(createRoleInput, { key: "k", name: "n", comment: text, policy: [] })],
  ["a person's name", (text) => takes(renameSelfInput, { name: text })],
  ["an invited person's name", (text) => takes(acceptLinkInput, { code: "c", name: text, password: PASSWORD })],
  ["a first name", (text) => takes(newMemberInput, { email: "a@b.example", baseRole: "reader", firstName: text })],
  ["a last name", (text) => takes(newMemberInput, { email: "a@b.example", baseRole: "reader", lastName: text })],
  ["the account's name", (text) => takes(accountName, text)],
  [
    "the first account's name",
    (text) => takes(setUpInput, { code: "c", accountName: text, name: "n", email: "a@b.example", password: PASSWORD }),
  ],
  ["a gateway's name", (text) => takes(createGatewayInput, { name: text })],
];

/** The same for what programs compare: letters of other alphabets look like ours. */
const KEYS: readonly (readonly [string, (text: string) => boolean])[] = [
  ["a role's key", (text) => takes(createRoleInput, { key: text, name: "n", policy: [] })],
  ["a role attribute's key", (text) => takes(roleAttributesInput, { [text]: ["v"] })],
  ["a role attribute's value", (text) => takes(roleAttributesInput, { k: [text] })],
  ["an address's domain", (text) => takes(inviteInput, { email: `a@${text}.example`, baseRole: "reader" })],
];

const at = (...points: number[]) => `pay${String.fromCodePoint(...points)}pal`;
const HIDDEN: readonly (readonly [string, string])[] = [
  ["a zero-width space", at(0x200b)],
  ["a zero-width joiner", at(0x200d)],
  ["a zero-width non-joiner", at(0x200c)],
  ["a byte order mark", at(0xfeff)],
  ["a word joiner", at(0x2060)],
  ["a soft hyphen", at(0xad)],
  ["a grapheme joiner", at(0x34f)],
  ["a Hangul filler", at(0x3164)],
  ["a half-width Hangul filler", at(0xffa0)],
  ["a Khmer vowel that is not seen", at(0x17b4)],
  ["a Mongolian vowel separator", at(0x180e)],
  ["an empty Braille pattern", at(0x2800)],
  ["a variation selector after a letter", at(0xfe0f)],
  ["a tag letter", at(0xe0041)],
  ["a right-to-left override", at(0x202e)],
  ["a right-to-left isolate", at(0x2067)],
  ["a right-to-left mark", at(0x200f)],
  ["an Arabic letter mark", at(0x61c)],
  ["an interlinear anchor", at(0xfff9)],
  ["a line separator", at(0x2028)],
  ["a next line", at(0x85)],
  ["an escape sequence of a terminal", `${at(0x1b)}[31m`],
  ["a bell", at(7)],
  ["a character of nothing", at(0)],
  ["half a character", "pay\ud83dpal"],
];

describe("texts that look like others", () => {
  test.each(HIDDEN)("I36 · %s is no text for any name, note or key", (_, text) => {
    for (const [what, lets] of [...NAMES, ...KEYS]) expect([what, lets(text)]).toEqual([what, false]);
  });

  test.each([
    ["a Cyrillic a", "p\u0430ypal"],
    ["a Greek omicron", "g\u03bfogle"],
    ["a full-width letter", "\uff41dmin"],
    ["a dotless i", "adm\u0131n"],
    ["a combining mark", "cafe\u0301"],
    ["a long s", "\u017fecret"],
    ["a Kelvin sign", "to\u212aen"],
  ])("I36 · %s is no letter of a key", (_, text) => {
    for (const [what, lets] of KEYS.slice(0, 3)) expect([what, lets(text)]).toEqual([what, false]);
  });

  test("what people are called all over the world is a name", () => {
    for (const text of [
      "Zoë",
      "名前",
      "Алёна",
      "שָׁלוֹם",
      "أحمد",
      "naïve ❤️ 😀 👍🏽",
      "O'Neill-Šárka",
      "<b>bold</b>",
      "=1+1",
    ]) {
      for (const [what, lets] of NAMES) expect([what, text, lets(text)]).toEqual([what, text, true]);
    }
  });

  test("an address whose look-alike signs split it is folded before it is looked at", () => {
    const email = (text: string) => inviteInput.safeParse({ email: text, baseRole: "reader" }).data?.email ?? null;
    expect(email("ada＠acme.example")).toBe("ada@acme.example");
    expect(email("ada@acme。example")).toBeNull();
    for (const bad of [
      "ada＠evil.example@acme.example",
      "ada@acme.example,eve@evil.example",
      "ada@acme.example\nBcc: eve@evil.example",
      '"ada@evil.example"@acme.example',
      "ada@\u0430cme.example",
      "ada@acme.example\u202e",
    ]) {
      expect([bad, email(bad)]).toEqual([bad, null]);
    }
  });
});
