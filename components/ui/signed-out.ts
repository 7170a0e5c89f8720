/** Told to the window when an act found nobody signed in any more: the frame asks for the password, and what was typed stays. */
export const SIGNED_OUT = "latchkey:signed-out";
