import { expect, test } from "vitest";
import { csvRow } from "./csv";

test.each([
  ["=1+1", `"'=1+1"`],
  ["+49", `"'+49"`],
  ["-2", `"'-2"`],
  ["@SUM(A1)", `"'@SUM(A1)"`],
  ["\t=1", `"'\t=1"`],
  ["\r=1", `"'\r=1"`],
  [`x,=1`, `"x,'=1"`],
  [`x";=cmd|' /C calc'!A0`, `"x"";'=cmd|' /C calc'!A0"`],
  [`"=1"`, `"""'=1"""`],
  ["a\n=1", `"a\n'=1"`],
])("%j is a text to a spreadsheet, not a formula", (field, written) => {
  expect(csvRow([field])).toBe(`${written}\r\n`);
});

test("quotes, commas and lines stay within their field; nothing is an empty one; a number is a number", () => {
  expect(csvRow([`say "hi", all`, "two\r\nlines", null, -3])).toBe(`"say ""hi"", all","two\r\nlines",,"-3"\r\n`);
});
