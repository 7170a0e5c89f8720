/** A server seals what is new this often; an entry waits no longer, if the database keeps up. */
export const SEAL_EVERY_MS = 1_000;
/** Entries that get their places in one transaction. */
export const SEAL_BATCH = 500;
/** So many entries that are not Latchkey's own are told of by their ids at once; of more there is a count. */
export const STRANGE_TOLD = 10;
/** A server that stops seals on for so long; what waits then is sealed at its next start. */
export const STOP_SEALING_WITHIN_MS = 2_000;
/** So is the end of a command of the operator's. */
export const COMMAND_SEALS_FOR_MS = 5_000;
/** Entries of before there was a chain are taken into it for so long after its first one: old servers may still write some. */
export const ADOPTED_WITHIN_HOURS = 24;
/** Heads that moved leave the database this often, and when a server stops (security 3.13). */
export const EXPORT_EVERY_MS = 60_000;
/** After a sink has failed it is tried again so soon, and then each time after twice as long, up to `EXPORT_EVERY_MS`. */
export const RETRY_FIRST_MS = 1_000;
/** Whoever takes heads over HTTP has to answer within this. */
export const EXPORT_WITHIN_MS = 10_000;
