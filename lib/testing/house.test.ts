import fs from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";

const root = path.resolve(import.meta.dirname, "../..");

function filesBelow(...folders: string[]): { file: string; code: string }[] {
  return folders.flatMap((folder) =>
    fs
      .readdirSync(path.join(root, folder), { recursive: true, encoding: "utf8" })
      .filter((name) => /\.tsx?$/.test(name) && !/\.test\.ts$/.test(name))
      .map((name) => ({ file: `${folder}/${name}`, code: fs.readFileSync(path.join(root, folder, name), "utf8") })),
  );
}

/** The exports of a file of actions that no maker made: each would be an open door. */
function unmadeActions(code: string): string[] {
  const exported = [...code.matchAll(/^export (?:const (\w+) = (\w+)\(|(.*))/gm)];
  return exported.filter(([, , maker]) => maker !== "memberAction" && maker !== "openAction").map(([line]) => line);
}

const upTo = (letter: string, last: number) => Array.from({ length: last }, (_, at) => `${letter}${at + 1}`);

function browserTestTitles(): string[] {
  const specs = fs.readdirSync(path.join(root, "e2e/flows")).filter((name) => name.endsWith(".spec.ts"));
  const code = specs.map((name) => fs.readFileSync(path.join(root, "e2e/flows", name), "utf8"));
  return code.flatMap((text) => [...text.matchAll(/^\s*test\(\s*(["`])(.+?)\1/gm)].map(([, , title]) => title ?? ""));
}

describe("laws that the types cannot hold", () => {
  test("every server action is made by a maker, which asks who is there and parses what came", () => {
    const actions = filesBelow("app", "components", "lib").filter(({ code }) => /^"use server"/m.test(code));
    expect(actions.length).toBeGreaterThan(5);
    expect(actions.flatMap(({ file, code }) => unmadeActions(code).map((line) => `${file}: ${line}`))).toEqual([]);
    expect(
      unmadeActions('"use server";\nexport async function planted() {}\nexport const other = plain(1);'),
    ).toHaveLength(2);
  });

  test("no two locks of the database share a number: who has one would seem to have the other", () => {
    const numbers = filesBelow("lib", "bench").flatMap(({ code }) =>
      [...code.matchAll(/LOCK = ([\d_]{7,});/g)].map(([, number]) => number?.replaceAll("_", "")),
    );
    expect(numbers.length).toBeGreaterThan(5);
    expect(new Set(numbers).size).toBe(numbers.length);
  });

  test("actions stand in files that are called so", () => {
    const named = filesBelow("app", "components", "lib").filter(({ code }) => /^\s*"use server"/m.test(code));
    expect(named.map(({ file }) => file).filter((file) => !/actions\.ts$/.test(file))).toEqual([]);
  });

  test("every route of the API is made by tokenRoute, or by openRoute if it reads nothing", () => {
    const direct = /\bapp\.(get|post|put|patch|delete|on)\(/;
    const found = filesBelow("lib/api")
      .filter(({ code }) => direct.test(code))
      .map(({ file }) => file);
    expect(found).toEqual(["lib/api/open-route.ts", "lib/api/token-route.ts"]);
    const open = filesBelow("lib/api").filter(({ code }) => /= openRoute\(/.test(code));
    expect(open.map(({ file }) => file)).toEqual(["lib/api/openapi.ts", "lib/api/root.ts"]);
  });

  test("a secret is revealed only where it is issued or digested", () => {
    const reveals = filesBelow("app", "components", "lib", "drizzle").filter(({ code }) => code.includes(".reveal()"));
    expect(reveals.map(({ file }) => file).sort()).toEqual([
      "app/(auth)/sign-in/second-factor/actions.ts",
      "app/(console)/account/actions.ts",
      "app/(console)/members/actions.ts",
      "app/(console)/settings/gateways/actions.ts",
      "app/(console)/tokens/new/actions.ts",
      "app/(console)/tokens/rotate-actions.ts",
      "drizzle/seed/demo.ts",
      "lib/api/tokens/routes.ts",
      "lib/boot/first-owner.ts",
      "lib/cli/create-member.ts",
      "lib/cli/create-token.ts",
      "lib/cli/gateway.ts",
      "lib/cli/issue-reset.ts",
      "lib/keys/keys.ts",
      "lib/keys/secret-format.ts",
      "lib/testing/account.ts",
      "lib/testing/acts/factors.ts",
      "lib/testing/acts/members.ts",
      "lib/testing/acts/sessions.ts",
      "lib/testing/factors.ts",
      "lib/testing/gang.ts",
      "lib/testing/passkeys.ts",
      "lib/testing/revocations/doomed.ts",
      "lib/web/auth-options.ts",
      "lib/web/by-issuer.ts",
      "lib/web/give-session.ts",
    ]);
  });

  test("no page imports what would let the framework keep an answer with a secret in it", () => {
    const kept = filesBelow("app", "components").filter(({ code }) =>
      /useActionState|unstable_cache|"use cache"/.test(code),
    );
    expect(kept.map(({ file }) => file)).toEqual([]);
  });

  test("every point of the acceptance list, S1–S12 and A1–A22, is in the title of a browser test", () => {
    const titles = browserTestTitles().join("\n");
    const ids = [...upTo("S", 12), ...upTo("A", 22)];
    expect(ids.filter((id) => !new RegExp(`\\b${id}\\b`).test(titles))).toEqual([]);
  });

  test("what touches the database says that it is for the server", () => {
    const touching = filesBelow("lib").filter(
      ({ file, code }) =>
        /from "@\/(drizzle\/schema|lib\/db\/client)"/.test(code) && !/^lib\/(testing|api|cli|boot)\//.test(file),
    );
    const open = touching.filter(({ code }) => !code.startsWith('import "server-only";') && !onlyTypes(code));
    expect(open.map(({ file }) => file)).toEqual([]);
  });
});

const onlyTypes = (code: string) => !/import (?!type )[^;]*from "@\/(drizzle\/schema|lib\/db\/client)"/.test(code);
