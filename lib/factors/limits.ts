/** So many recovery codes are made at a time; each works once. */
export const RECOVERY_CODES = 10;
/** How many digits a code of an authenticator app has. */
export const CODE_DIGITS = 6;
