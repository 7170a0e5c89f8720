/** What the settings offer to choose from, in days unless said otherwise; the server takes anything between the ends. */
export const LONGEST_CHOICES = [30, 60, 90, 180, 365, 730] as const;
export const LONGEST_MAX = 730;
/** Lifetimes that the form of a new token offers, and of which one may be preselected. */
export const LIFETIMES = [7, 30, 90, 365] as const;
export const STALE_MAX = 365;
export const PAUSE_CHOICES = [30, 60, 90, 180, 365] as const;
export const PAUSE_MIN = 30;
export const PAUSE_MAX = 365;
/** In hours. */
export const OVERLAP_CHOICES = [0, 1, 24, 72, 168] as const;
export const OVERLAP_MAX_HOURS = 168;
/** A session without a request for so long is over: minutes, freely shorter than the default and up to 12 hours (security 3.9). */
export const IDLE_CHOICES = [15, 30, 60, 240, 720] as const;
export const IDLE_MIN = 5;
export const IDLE_MAX = 720;
export const IDLE_DEFAULT = 60;
/** A session is over so long after it was begun, whatever was done in it: hours, up to 7 days. */
export const SESSION_CHOICES = [8, 12, 24, 72, 168] as const;
export const SESSION_MIN = 1;
export const SESSION_MAX = 168;
export const SESSION_DEFAULT = 24;
export const ACCOUNT_NAME_MAX = 100;
