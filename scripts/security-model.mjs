// Makes docs/security-model.md of docs/security. With --check it writes nothing, and fails where the page is stale, an
// invariant has no test, or a test that is named is not there or may not run.
import fs from "node:fs";
import path from "node:path";
import { root } from "./root.mjs";
import { faultsOf, PAGE, pageOf, readModel } from "./security/model.mjs";

const file = path.join(root, PAGE);
const model = readModel();
const faults = faultsOf(model);
const page = pageOf(model);

if (!process.argv.includes("--check")) fs.writeFileSync(file, page);
else if (!fs.existsSync(file) || fs.readFileSync(file, "utf8") !== page)
  faults.push(`${PAGE} is stale: npm run security-model`);

const invariants = model.groups.flatMap((group) => group.invariants);
const tests = [...invariants, ...model.promises].flatMap((row) => Object.values(row.tests).flat());
console.log(
  `${invariants.length} invariants and ${model.promises.length} promises beside them name ${tests.length} tests: ${faults.length === 0 ? "each is there" : "no"}`,
);
for (const fault of faults) console.log(`   ${fault}`);
process.exitCode = faults.length === 0 ? 0 : 1;
