import fs from "node:fs";
import type { FullConfig, Reporter, Suite } from "@playwright/test/reporter";

/** Leaves the run's numbers where `npm test` adds them up. */
export default class ClosingReporter implements Reporter {
  #suite: Suite | undefined;

  onBegin(_config: FullConfig, suite: Suite): void {
    this.#suite = suite;
  }

  onEnd(): void {
    const file = process.env["LATCHKEY_TEST_RESULT"];
    if (!file) return;
    const outcomes = this.#suite?.allTests().map((test) => test.outcome()) ?? [];
    const skipped = outcomes.filter((outcome) => outcome === "skipped").length;
    const passed = outcomes.filter((outcome) => outcome === "expected").length;
    fs.writeFileSync(file, JSON.stringify({ passed, failed: outcomes.length - passed - skipped, skipped }));
  }
}
