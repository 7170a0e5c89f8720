// Checks the import directions, and that the checker is awake: it must see the whole house, and catch a breach
// of every rule that is planted for it.
import fs from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { cruise } from "dependency-cruiser";
import extractTSConfig from "dependency-cruiser/config-utl/extract-ts-config";
import { root } from "./root.mjs";

const LEAST_MODULES = 200;
const ROOMS = [
  "app",
  "components",
  "lib",
  "drizzle/schema",
  "e2e",
  "packages",
  "server.ts",
  "verifier.ts",
  "instrumentation-client.ts",
];

process.chdir(root);
const { options, forbidden } = createRequire(import.meta.url)("../.dependency-cruiser.cjs");

const found = await violations();
report("the house", found.violations.length === 0, found.violations.map(inWords));
report(`the checker sees ${found.modules} modules, at least ${LEAST_MODULES}`, found.modules >= LEAST_MODULES);

const planted = breaches();
try {
  for (const { file, code } of planted) {
    fs.mkdirSync(path.dirname(file), { recursive: true });
    fs.writeFileSync(file, code, { flag: "wx" });
  }
  const caught = await violations();
  for (const { rule, file } of planted) {
    const seen = caught.violations.some(
      (breach) => breach.rule.name === rule && (breach.from === file || breach.to === file),
    );
    report(`a planted breach of ${rule} is caught`, seen);
  }
  const unplanted = forbidden.filter(({ name }) => !planted.some(({ rule }) => rule === name)).map(({ name }) => name);
  report("every rule has a planted breach", unplanted.length === 0, unplanted);
} finally {
  for (const { file } of planted) fs.rmSync(file, { force: true });
}

async function violations() {
  const settings = { ...options, ruleSet: { forbidden }, validate: true };
  const { output } = await cruise(ROOMS, settings, undefined, { tsConfig: extractTSConfig("tsconfig.json") });
  return { violations: output.summary.violations, modules: output.summary.totalCruised };
}

/** A file for each rule that breaks it, and nothing else if that can be. */
function breaches() {
  const at = (file, code) => ({ file, code });
  const floor = (room) => at(`lib/${room}/planted-floor.ts`, 'import "@/server";\n');
  const own = {
    "no-cycles": at("lib/core/planted-cycle.ts", 'import "./planted-cycle";\nexport {};\n'),
    "every-import-is-found": at("lib/core/planted-lost.ts", 'import "./not-there";\n'),
    "core-and-policy-are-pure": at("lib/policy/planted-impure.ts", 'import "node:fs";\n'),
    "schema-knows-values-only": at("drizzle/schema/planted.ts", 'import "@/lib/db/errors";\n'),
    "domain-knows-no-framework": at("lib/tokens/planted-framework.ts", 'import "react";\n'),
    "only-the-api-knows-hono": at("lib/members/planted-hono.ts", 'import "hono";\n'),
    "doors-know-no-tables": at("lib/api/planted-tables.ts", 'import "@/drizzle/schema";\n'),
    "only-db-opens-connections": at("lib/audit/planted-connection.ts", 'import "pg";\n'),
    "components-never-reach-app": at("components/ui/planted-app.ts", 'import "@/app/not-found";\n'),
    "components-import-only-client-safe-files": at(
      "components/ui/planted-server.ts",
      'import "@/lib/tokens/permissions";\n',
    ),
    "browser-code-never-reaches-the-database": at(
      "components/ui/planted-database.ts",
      'import "@/lib/tokens/list-tokens";\n',
    ),
    "packages-stand-alone": at("packages/verify/src/planted.ts", 'import "zod";\n'),
    "e2e-is-a-black-box": at("e2e/support/planted.ts", 'import "@/lib/core/id";\n'),
    "routes-do-not-borrow-from-each-other": at(
      "app/(console)/members/planted.ts",
      'import "@/app/(console)/tokens/actions";\n',
    ),
  };
  return forbidden.flatMap(({ name }) => {
    const breach = own[name] ?? (name.startsWith("floor-of-") ? floor(name.slice("floor-of-".length)) : null);
    return breach ? [{ rule: name, ...breach }] : [];
  });
}

function report(promise, holds, details = []) {
  console.log(`${holds ? "ok " : "FAILED"} ${promise}`);
  for (const detail of details) console.log(`   ${detail}`);
  if (!holds) process.exitCode = 1;
}

function inWords({ rule, from, to }) {
  return `${rule.name}: ${from} → ${to}`;
}
