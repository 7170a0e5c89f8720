import { plural } from "../words";

export const signIn = {
  title: "Sign in to Latchkey",
  email: "E-mail",
  password: "Password",
  submit: "Sign in",
  wrong: "That e-mail and password don't match an account.",
  wait: (seconds: number) => `Too many tries. You can go on in ${plural(seconds, "1 second", "# seconds")}.`,
  busy: "Too many sign-ins at once. Try again in a moment.",
  lost: "Lost your password? Ask whoever runs this server for a reset link.",
} as const;
