/** Bounds that the form and the server share; apart from the schemas, so that a page need not load those. */
export const NAME_MAX = 100;
export const NOTE_MAX = 500;
/** The versions that a client may ask to be answered in, newest first (semantics 1.9). */
export const API_VERSIONS = [20240415, 20220603, 20210729, 20191212, 20160426] as const;
/** The shortest lifetime that a new token may be given, in milliseconds. */
export const EXPIRY_MIN_AHEAD = 10 * 60_000;
/** After a rotation the old secret works on for so long at most, in milliseconds (security 3.5). */
export const OVERLAP_MAX = 7 * 86_400_000;
/** The end of the year 9999: the latest expiry that every client and the database can write. */
export const EXPIRY_MAX = 253_402_300_799_999;
/** Of what a token asks for and does not get, so much is told. */
export const HELD_BACK_SHOWN = 20;
/** Never used for this long after its making, a token is worth a look. */
export const UNUSED_DAYS = 30;
/** A clock that goes so much ahead of ours still means seven days by seven days, in milliseconds. */
export const CLOCK_SLACK = 5 * 60_000;
/** The tokens that may have a role while it is deleted with a choice for each. */
export const RETIRED_MAX = 500;
