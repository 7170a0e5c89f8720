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
} as const;
