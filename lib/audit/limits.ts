/** Bounds that the console, the API and the server share (semantics 4.9). */
export const AUDIT_PAGE_MAX = 20;
export const AUDIT_PAGE_PRESET = 10;
export const AUDIT_SEARCH_MAX = 200;
export const AUDIT_SPEC_MAX = 256;
export const BUCKETS_MAX = 500;
export const BUCKETS_PRESET = 50;

/** So many entries are held against a specifier or statements for one page; the next page goes on from there. */
export const SCANNED_MAX = 5_000;
/** So many different acts are held against them for one count; beyond it a shorter time has to be asked for. */
export const COUNTED_MAX = 20_000;

/** So many acts may be named in a filter of the console. */
export const AUDIT_ACTS_MAX = 40;
/** Entries on one page of the console's log. */
export const LOG_PAGE_SIZE = 50;
/** So far are matches counted. */
export const LOG_COUNTED_MAX = 1_000;
