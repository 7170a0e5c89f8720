/** A server seals what is new this often; an entry waits no longer, if the database keeps up. */
export const SEAL_EVERY_MS = 1_000;
/** Entries that get their places in one transaction. */
export const SEAL_BATCH = 500;
/** Entries of before there was a chain are taken into it for so long after its first one: old servers may still write some. */
export const ADOPTED_WITHIN_HOURS = 24;
/** Heads that moved leave the database this often, and when a server stops (security 3.13). */
export const EXPORT_EVERY_MS = 60_000;
/** Whoever takes heads over HTTP has to answer within this. */
export const EXPORT_WITHIN_MS = 10_000;
