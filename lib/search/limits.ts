/** Characters of a search across the console. */
export const SEARCH_MAX = 100;

/** So many of each kind are found. */
export const FOUND_MAX = 6;
