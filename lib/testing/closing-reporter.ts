import fs from "node:fs";
import type { Reporter, TestModule } from "vitest/node";

/** Leaves the run's numbers where `npm test` adds them up; a file that did not load counts as a failure. */
export default class ClosingReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[]): void {
    const file = process.env["LATCHKEY_TEST_RESULT"];
    if (!file) return;
    const states = modules.flatMap((module) => {
      const tests = [...module.children.allTests()].map((test) => test.result().state);
      return module.ok() || tests.includes("failed") ? tests : [...tests, "failed"];
    });
    const count = (state: string) => states.filter((each) => each === state).length;
    const result = { passed: count("passed"), failed: count("failed"), skipped: count("skipped") + count("pending") };
    fs.writeFileSync(file, JSON.stringify(result));
  }
}
