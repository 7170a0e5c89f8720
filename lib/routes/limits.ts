/** Bounds that the console and the server share. Rules of one account. */
export const ROUTES_MAX = 200;
export const METHODS_MAX = 10;
export const METHOD_MAX = 32;
export const HOST_MAX = 253;
export const PATTERN_MAX = 256;
/** Parts of one path, of a rule or of a request. */
export const PARTS_MAX = 64;
export const ACTION_MAX = 128;
export const RESOURCE_MAX = 256;
/** A file of rules, in characters: room for all of them, written with air. */
export const TEXT_MAX = 128 * 1024;
/** What a proxy may send as the address that was asked for, and its path. */
export const URI_MAX = 8192;
export const PATH_MAX = 2048;
