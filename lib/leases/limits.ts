/** For so long, counted from before it was asked for, a process may decide by what it holds in memory (issue: ≤ 1 s). */
export const LEASE_MS = 1_000;
/** Two machines' clocks do not run quite alike: up to 2 %. */
export const SETTLED_SLACK = 1.02;
/** So a change waits a little longer than a lease. */
export const SETTLED_AFTER_MS = LEASE_MS * SETTLED_SLACK + 5;
/** So often a lease is renewed. */
export const RENEW_MS = 300;
/** A renewal that takes longer is given up: the lease has as good as ended. */
export const RENEWAL_TIMEOUT_MS = 800;
/** Nobody asks for so long: the lease is given back. */
export const IDLE_MS = 60_000;
/** Changes are kept for so long; who was away for half of it forgets everything. */
export const KEPT_MS = 3_600_000;
/** So many may follow one process's feed of changes. */
export const FOLLOWERS_MAX = 1_000;
/** A follower that leaves so many changes unacknowledged is cut off. */
export const UNTAKEN_MAX = 1_000;
