import { expect, test } from "vitest";
import { splitAddresses } from "./split-addresses";

test.each([
  ["", []],
  [" , ;\n\n", []],
  ["a@x.example", ["a@x.example"]],
  [
    "a@x.example\r\nb@x.example, c@x.example;d@x.example e@x.example",
    "abcde".split("").map((who) => `${who}@x.example`),
  ],
  ["Priya Shah <priya@x.example>, b@x.example", ["priya@x.example", "b@x.example"]],
  ["not an address", ["not", "an", "address"]],
])("%j holds the addresses %j", (text, addresses) => {
  expect(splitAddresses(text)).toEqual(addresses);
});
