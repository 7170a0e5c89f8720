export const session = {
  ending: "Your session ends soon",
  left: (time: string) => `You'll be signed out in ${time}. What you typed stays where it is.`,
  latest: (time: string) =>
    `This session has reached its longest. It ends in ${time}; sign in again to go on where you are.`,
  stay: "Stay signed in",
  later: "Not now",
  over: "You were signed out",
  again: "Sign in to go on where you were. What you typed is still here.",
  signIn: "Sign in",
  other: "Sign in as somebody else",
  confirm: "Confirm it's you",
  why: (email: string) =>
    `It's a while since you signed in. Enter the password of ${email} to go on; what you typed stays where it is.`,
  proceed: "Confirm",
  wrong: "That isn't your password.",
} as const;
