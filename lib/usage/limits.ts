/** Days of the picture in a row of the list, today included (ux.md 8.1). */
export const SPARKLINE_DAYS = 30;
/** Days that a token's page shows unless it is asked for others, today included. */
export const ACTIVITY_DAYS = 90;
/** So many tokens may be asked about at once. */
export const ASKED_MAX = 500;
/** Of each channel the newest so many addresses and agents of a token are kept. */
export const SOURCES_KEPT = 20;
/** What of a `User-Agent` is kept. */
export const AGENT_LENGTH = 120;
