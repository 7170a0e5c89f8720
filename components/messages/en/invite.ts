export const invite = {
  title: (account: string) => `Join ${account}`,
  resetTitle: "Set a new password",
  dead: "This link doesn't work any more",
  deadBody: "It was used, is too old, or was replaced by a newer one. Ask for another.",
  wait: "Not just now",
  submit: "Join",
  resetSubmit: "Set password",
  signIn: "Sign in",
  as: "You will sign in as",
} as const;
