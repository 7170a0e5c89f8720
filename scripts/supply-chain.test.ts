import fs from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { belowFloors, FLOORS } from "@/lib/boot/package-floors";
import { readAnswer } from "./supply-chain/known.mjs";
import { refusedLicences } from "./supply-chain/licences.mjs";
import { readLock, readManifest } from "./supply-chain/lock.mjs";
import { sbomOf } from "./supply-chain/sbom.mjs";

const root = path.resolve(import.meta.dirname, "..");
const packages = readLock();
const versionOf = (name: string) => packages.find(({ at }) => at === `node_modules/${name}`)?.version ?? null;
const one = (more: object) => ({
  at: "node_modules/x",
  name: "x",
  version: "1.0.0",
  license: "MIT",
  dev: false,
  optional: false,
  integrity: null,
  wants: [],
  ...more,
});

describe("versions", () => {
  test("P10 · the lock file is below no floor", () => {
    expect(belowFloors(versionOf)).toEqual([]);
  });

  test.each(FLOORS.map((floor) => [floor.package, floor] as const))(
    "P10 · a version below its floor, %s, is named",
    (name, { least }) => {
      const old = least.replace(/\d+$/, (patch) => String(Number(patch) - 1));
      const named = belowFloors((each) => (each === name ? old : versionOf(each)));
      expect(named).toEqual([expect.stringMatching(`^${name} ${old} is below ${least}`)]);
    },
  );

  test("P10 · nothing but npm ci installs, and it runs no package's own scripts", () => {
    const files = [
      "package.json",
      ".ci/run",
      ...fs.readdirSync(path.join(root, "scripts")).map((name) => `scripts/${name}`),
    ].filter((name) => /\.(mjs|json)$|run$/.test(name));
    const installing = files.flatMap((file) => {
      const code = fs.readFileSync(path.join(root, file), "utf8").replace(/^\s*(\/\/|#).*$/gm, "");
      const found = /npm (?:install|i|ci|update|add)\b|\["(?:install|ci|update|add)"[^\]]*\]|\b(?:yarn|pnpm)\b/g;
      return [...code.matchAll(found)].map(([command]) => `${file}: ${command}`);
    });
    expect(installing.map((line) => line.split(":")[0])).toEqual(["scripts/bench-policy.mjs", "scripts/prepare.mjs"]);
    for (const line of installing) expect(line).toMatch(/: \["ci", "--ignore-scripts"/);
    const scripts = Object.keys(readManifest().scripts);
    expect(scripts.filter((name) => /^(pre|post)|^(install|prepare)$/.test(name))).toEqual([]);
  });
});

describe("licences", () => {
  test("P10 · all that the lock file brings along may be brought along", () => {
    expect(packages.length).toBeGreaterThan(300);
    expect(refusedLicences(packages)).toEqual([]);
  });

  test.each([
    "GPL-3.0-only",
    "AGPL-3.0-or-later",
    "SSPL-1.0",
    "BUSL-1.1",
    "UNLICENSED",
    "SEE LICENSE IN LICENSE.md",
    "MIT AND GPL-2.0",
    "LGPL-3.0-or-later",
    null,
  ])("P10 · a package under %s is refused", (license) => {
    expect(refusedLicences([one({ license })])).toHaveLength(1);
  });

  test("P10 · of several licences one is enough, unless all are meant", () => {
    expect(refusedLicences([one({ license: "(MIT OR GPL-3.0-only)" }), one({ license: "(MIT AND Zlib)" })])).toEqual(
      [],
    );
  });
});

describe("the bill of materials", () => {
  const bill = sbomOf(readManifest(), packages);
  const refs = new Set(bill.components.map((component) => component["bom-ref"]));

  test("P10 · the bill of materials names every package that the lock file installs for production, once, and is valid CycloneDX in form", () => {
    const wanted = new Set(packages.filter(({ dev }) => !dev).map(({ name, version }) => `${name}@${version}`));
    const named = bill.components.map(({ group, name, version }) => `${group ? `${group}/` : ""}${name}@${version}`);
    expect([...named].sort()).toEqual([...wanted].sort());
    expect(refs.size).toBe(named.length);
    expect(bill).toMatchObject({ bomFormat: "CycloneDX", specVersion: "1.6", version: 1 });
    expect(bill.serialNumber).toMatch(/^urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    for (const { type, purl, scope, hashes = [], licenses = [] } of bill.components) {
      expect(type).toBe("library");
      expect(purl).toMatch(/^pkg:npm\/(%40[\w.-]+\/)?[\w.-]+@\d+\.\d+\.\d+\S*$/);
      expect(["required", "optional"]).toContain(scope);
      for (const { alg, content } of hashes)
        expect([alg, content]).toEqual(["SHA-512", expect.stringMatching(/^[0-9a-f]{128}$/)]);
      for (const licence of licenses)
        expect(Object.keys(licence)).toEqual([expect.stringMatching(/^(expression|license)$/)]);
    }
  });

  test("P10 · what needs what is in it, from the product down, and it is the same each time", () => {
    const all = new Map(bill.dependencies.map(({ ref, dependsOn }) => [ref, dependsOn]));
    expect([...all.values()].flat().filter((ref) => !refs.has(ref))).toEqual([]);
    const direct = all.get(bill.metadata.component["bom-ref"]) ?? [];
    expect(direct).toContain(`pkg:npm/next@${versionOf("next")}`);
    expect(direct.length).toBe(
      Object.keys({ ...readManifest().dependencies, ...readManifest().optionalDependencies }).length,
    );
    const reached = new Set<string>(direct);
    for (const ref of reached) for (const next of all.get(ref) ?? []) reached.add(next);
    expect(reached.size).toBeGreaterThan(refs.size * 0.9); // peers are wanted by nobody's list
    expect(JSON.stringify(sbomOf(readManifest(), readLock()))).toBe(JSON.stringify(bill));
    expect(JSON.stringify(bill)).not.toMatch(/https?:\/\/(?!cyclonedx\.org)/);
  });
});

describe("what is known to be wrong", () => {
  const found = (severity: string) =>
    JSON.stringify({
      auditReportVersion: 2,
      vulnerabilities: { x: { name: "x", severity, range: "<1.2.3" } },
      metadata: {},
    });

  test.each([
    ["nothing", ""],
    ["a page", "<html>"],
    ["an error", '{"message":"405 Method Not Allowed - POST https://registry.example/x","error":{"summary":""}}'],
    ["another error", '{"error":{"code":"ENOTFOUND","summary":"request failed"}}'],
    ["null", "null"],
    ["an empty object", "{}"],
  ])(
    "P10 · where the source of known vulnerabilities cannot be reached, that is said and is no pass: %s",
    (_, text) => {
      const answer = readAnswer(text);
      expect(answer).toEqual({ state: "unknown", why: expect.stringMatching(/./) });
      expect(JSON.stringify(answer)).not.toContain("://");
    },
  );

  test("P10 · what is grave stops a release, what is not is told", () => {
    expect(readAnswer(found("critical")).state).toBe("grave");
    expect(readAnswer(found("high")).state).toBe("grave");
    expect(readAnswer(found("moderate"))).toMatchObject({ state: "known", found: [{ name: "x" }] });
    expect(readAnswer('{"vulnerabilities":{},"metadata":{}}')).toEqual({ state: "known", found: [] });
  });
});
