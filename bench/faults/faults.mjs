/**
 * Ten mistakes that somebody could make, as patches beside this file, and the tests that ought to catch each. A mistake that can be
 * made in several places that nothing else covers has a patch for each.
 */
export const FAULTS = [
  {
    fault: "a missing account_id",
    patches: ["missing-account-id"],
    tests: ["lib/testing/account-in-every-query.test.ts"],
  },
  { fault: "an unredacted log line", patches: ["unredacted-log-line"], tests: ["lib/log/log.test.ts"] },
  { fault: "a skipped origin check", patches: ["skipped-origin-check"], tests: ["lib/http/front-door.test.ts"] },
  {
    fault: "an editable service policy",
    patches: ["editable-service-policy"],
    tests: ["lib/tokens/tokens.test.ts", "lib/tokens/rulings.test.ts"],
  },
  { fault: "a returned digest column", patches: ["returned-digest"], tests: ["lib/testing/digests.test.ts"] },
  {
    fault: "an ignored removed_at",
    patches: ["removed-at-of-a-session", "removed-at-of-a-token"],
    tests: ["lib/testing/removed.test.ts"],
  },
  { fault: "a clock taken from the host", patches: ["host-clock"], tests: ["lib/testing/host-clock.test.ts"] },
  { fault: "a reset open to admins", patches: ["reset-open-to-admins"], tests: ["lib/tokens/rotate-token.test.ts"] },
  {
    fault: "a stranger told why a secret is dead",
    patches: ["stranger-told-by-a-door"],
    tests: ["lib/doors/doors.test.ts"],
  },
  {
    fault: "an audit row outside its transaction",
    patches: ["audit-row-outside"],
    tests: ["lib/testing/audit-atomic.test.ts"],
  },
];
