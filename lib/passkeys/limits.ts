/** So many passkeys a member may have. */
export const PASSKEYS_MAX = 20;
export const PASSKEY_NAME_MAX = 60;
/** For how long a browser's question may be answered. */
export const CHALLENGE_MINUTES = 5;
