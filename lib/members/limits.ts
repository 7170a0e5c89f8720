/** So many people are invited by one act. */
export const INVITATIONS_MAX = 50;
