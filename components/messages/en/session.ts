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
    `It's a while since you signed in as ${email}. Confirm it once more to go on; what you typed stays where it is.`,
  byIssuer: (name: string) => `${name} leads you back to this page, without what you typed on it.`,
  noWay: "There is no way to confirm it here: sign out, and sign in again.",
  confirmed: "It's confirmed that it's you. You can go on.",
  unreachable: (name: string) => `${name} can't be reached right now. Use another way, or try again in a minute.`,
  issuer: {
    unfinished: (name: string) => `Confirming it with ${name} came to no end. Try again, or use another way.`,
    late: (name: string) => `Confirming it with ${name} took too long. Try again, or use another way.`,
    somebody_else: (name: string) => `At ${name} you signed in as somebody else. Sign in there as who you are here.`,
    no_time: (name: string) =>
      `${name} didn't say when you signed in there, so it proves nothing now. Use another way, or sign out and in again.`,
    old: (name: string) =>
      `${name} didn't ask you to sign in anew, so it proves nothing now. Use another way, or sign out and in again.`,
    no_factor: (name: string) =>
      `${name} didn't say that you showed a second factor, and you have one here. Use another way, or sign out and in again.`,
  },
  proceed: "Confirm",
  wrong: "That isn't your password.",
} as const;
