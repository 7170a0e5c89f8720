import { expect, test } from "vitest";
import { FOOT_PLACES, PLACES } from "@/components/shell/places";
import { commands, readAct } from "./commands";
import { matching } from "./entry";

const found = (q: string) =>
  matching(commands({ typed: true, places: [...PLACES, ...FOOT_PLACES], say: () => {} }), q).map(({ id }) => id);

test("what people call things elsewhere finds what we call them", () => {
  for (const word of ["delete", "remove"]) expect(found(word), word).toContain("revoke");
  for (const word of ["reset", "roll", "regenerate"]) expect(found(word), word).toContain("rotate");
  expect(found("disable")).toContain("pause");
  expect(found("clone")).toContain("duplicate");
  expect(found("key")).toEqual(expect.arrayContaining(["new-token", "rotate", "revoke"]));
});

test("every word has to begin some word, in any order and case", () => {
  expect(found("TOKEN new")).toEqual(["new-token"]);
  expect(found("oken")).toEqual([]);
  expect(found("dark mode")).toEqual(["theme-dark"]);
});

test("an act before a name is the act, and the name is what is searched for; a word alone is a search", () => {
  expect(readAct("delete deploy-bot")).toEqual({ act: "revoke", rest: "deploy-bot" });
  expect(readAct("Roll  my key")).toEqual({ act: "rotate", rest: "my key" });
  expect(readAct("delete")).toEqual({ act: null, rest: "delete" });
  expect(readAct("deploy bot")).toEqual({ act: null, rest: "deploy bot" });
});

test("without a text there are the commands and the places, and no act on one token", () => {
  const ids = commands({ typed: false, places: [...PLACES, ...FOOT_PLACES], say: () => {} }).map(({ id }) => id);
  expect(ids.slice(0, 1)).toEqual(["new-token"]);
  expect(ids).toEqual(expect.arrayContaining(["theme-dark", "copy-base", "go-tokens", "go-account"]));
  expect(ids).not.toContain("revoke");
});
