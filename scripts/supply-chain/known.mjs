// What is publicly known to be wrong with what is installed, as the registry tells it. Where it does not tell, nothing is known: that
// is said, and is neither a pass nor a failure.
import { spawnSync } from "node:child_process";
import { root } from "../root.mjs";

const GRAVE = ["critical", "high"];

/** Asks the registry about the production packages of the lock file. */
export function askRegistry() {
  const args = ["audit", "--json", "--omit=dev", "--package-lock-only"];
  const { stdout, error } = spawnSync("npm", args, { cwd: root, encoding: "utf8", timeout: 60_000 });
  return error ? "" : stdout;
}

/** What the registry's answer means: `unknown` with the reason, or what was found, `grave` if it must not go out. */
export function readAnswer(text) {
  let answer;
  try {
    answer = JSON.parse(text);
  } catch {
    return { state: "unknown", why: "the registry did not answer" };
  }
  if (typeof answer?.vulnerabilities !== "object" || answer.vulnerabilities === null || answer.error) {
    return {
      state: "unknown",
      why: String(answer?.message ?? answer?.error?.summary ?? "the answer cannot be read")
        .replace(/https?:\S+/g, "the registry")
        .slice(0, 200),
    };
  }
  const found = Object.values(answer.vulnerabilities).map(({ name, severity, range }) => ({ name, severity, range }));
  return { state: found.some(({ severity }) => GRAVE.includes(severity)) ? "grave" : "known", found };
}
