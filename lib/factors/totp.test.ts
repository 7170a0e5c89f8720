import { execFileSync } from "node:child_process";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { getKeys } from "@/lib/keys/keys";
import { seal, unseal } from "@/lib/keys/seal";
import { debianTool } from "@/lib/testing/debian";
import { qrPicture } from "./qr-picture";
import { matchingStep, newTotpKey, totpKeyText, totpUri } from "./totp";

// RFC 6238, appendix B, the rows for SHA-1; the last six of its eight digits.
const RFC_KEY = Buffer.from("12345678901234567890");
const VECTORS = [
  [59, "287082"],
  [1_111_111_109, "081804"],
  [1_111_111_111, "050471"],
  [1_234_567_890, "005924"],
  [2_000_000_000, "279037"],
  [20_000_000_000, "353130"],
] as const;

/** A maker of codes that is not ours; its library has another name in newer releases of Debian. */
function anotherMaker() {
  const unpacked = (library: string) => debianTool(["oathtool", library], "usr/bin/oathtool");
  let oathtool: string;
  try {
    oathtool = unpacked("liboath0");
  } catch {
    oathtool = unpacked("liboath0t64");
  }
  const machine = process.arch === "arm64" ? "aarch64" : "x86_64";
  return { oathtool, libraries: path.join(path.dirname(oathtool), `../lib/${machine}-linux-gnu`) };
}

describe("a code of an authenticator app", () => {
  test.each(VECTORS)("RFC 6238 · at %i seconds it is %s, for one step either way and no further", (seconds, code) => {
    const step = Math.floor(seconds / 30);
    for (const away of [-1, 0, 1]) expect(matchingStep(RFC_KEY, code, (seconds + away * 30) * 1000)).toBe(step);
    for (const away of [-2, 2]) expect(matchingStep(RFC_KEY, code, (seconds + away * 30) * 1000)).toBeNull();
  });

  test.each(["", "28708", "2870820", "28708a", "２８７０８２", "+87082", "0x7082", "287082\u0000", "٢٨٧٠٨٢"])(
    "%j is none",
    (code) => expect(matchingStep(RFC_KEY, code, 59_000)).toBeNull(),
  );

  test("is taken with the gaps that apps show it with", () => {
    expect(matchingStep(RFC_KEY, " 287 082 ", 59_000)).toBe(1);
  });

  test("oathtool, given the key as it is shown, makes the codes that are taken, and two keys make different ones", () => {
    const { oathtool, libraries } = anotherMaker();
    const code = (key: Uint8Array, seconds: number) => {
      const args = ["--totp", "--base32", `--now=@${seconds}`, totpKeyText(key)];
      return execFileSync(oathtool, args, {
        encoding: "utf8",
        env: { ...process.env, LD_LIBRARY_PATH: libraries },
      }).trim();
    };
    const [mine, theirs] = [newTotpKey(), newTotpKey()];
    for (const seconds of [1_800_000_000, 1_800_000_017, 1_893_456_000]) {
      expect(matchingStep(mine, code(mine, seconds), seconds * 1000)).toBe(Math.floor(seconds / 30));
      expect(matchingStep(theirs, code(mine, seconds), seconds * 1000)).toBeNull();
    }
  });

  test("its key has 160 bits, and the picture's address says what apps take for granted anyway", () => {
    const key = newTotpKey();
    expect(key).toHaveLength(20);
    const uri = new URL(totpUri(key, "priya+admin@acme.example"));
    expect([uri.protocol, uri.host, decodeURIComponent(uri.pathname)]).toEqual([
      "otpauth:",
      "totp",
      "/Latchkey:priya+admin@acme.example",
    ]);
    expect(Object.fromEntries(uri.searchParams)).toEqual({
      issuer: "Latchkey",
      secret: totpKeyText(key).replaceAll(" ", ""),
      algorithm: "SHA1",
      digits: "6",
      period: "30",
    });
    expect(totpKeyText(key)).toMatch(/^([A-Z2-7]{4} ){7}[A-Z2-7]{4}$/);
  });

  test("the picture is squares and nothing else, whatever the address holds", () => {
    const { size, path: drawn } = qrPicture(totpUri(newTotpKey(), `"><script>alert(1)</script>@acme.example`));
    expect(size).toBeGreaterThan(20);
    expect(drawn).toMatch(/^(M\d+ \d+h\d+v1h-\d+z)+$/);
  });
});

describe("a sealed key", () => {
  const { factorSeal } = getKeys();
  const key = newTotpKey();

  test("opens for its row, and for no other, with no other key, and not with a bit of it changed", () => {
    const sealed = seal(factorSeal, "a", key);
    expect(unseal(factorSeal, "a", sealed)).toEqual(Buffer.from(key));
    expect(() => unseal(factorSeal, "b", sealed)).toThrow();
    expect(() => unseal(getKeys().recoveryPepper, "a", sealed)).toThrow();
    for (let at = 0; at < sealed.length; at++) {
      const bent = Buffer.from(sealed);
      bent[at] = (bent[at] ?? 0) ^ 1;
      expect(() => unseal(factorSeal, "a", bent)).toThrow();
    }
    expect(() => unseal(factorSeal, "a", sealed.subarray(0, 20))).toThrow();
  });

  test("is never the same twice", () => {
    expect(seal(factorSeal, "a", key)).not.toEqual(seal(factorSeal, "a", key));
  });
});
