import { plural } from "../words";

export const signIn = {
  title: "Sign in to Latchkey",
  email: "E-mail",
  password: "Password",
  submit: "Sign in",
  wrong: "That e-mail and password don't match an account.",
  wait: (seconds: number) => `Too many tries. You can go on in ${plural(seconds, "1 second", "# seconds")}.`,
  busy: "Too many sign-ins at once. Try again in a moment.",
  or: "or",
  continueWith: (name: string) => `Continue with ${name}`,
  unreachable: (name: string) =>
    `Sign-in with ${name} can't be reached right now. Use your password, or try again in a minute.`,
  unfinished: (name: string) =>
    `Signing in with ${name} came to no end. Try again; if that doesn't help, use your password and tell whoever runs this server.`,
  notRecognised: (name: string) =>
    `Nobody here matches your sign-in with ${name}. Ask an Admin for an invitation to the e-mail address you have there, and accept it before you come this way.`,
  locked:
    "A hundred wrong passwords in a row: none is looked at any more. Ask whoever runs this server for a reset link.",
  lost: "Lost your password? Ask whoever runs this server for a reset link.",
} as const;
