export const factor = {
  title: "Confirm it's you",
  signingInAs: (email: string) => `Signing in as ${email}.`,
  code: { totp: "Code", recovery: "Recovery code" },
  help: {
    totp: "The 6 digits that your authenticator app shows now.",
    recovery: "One of the codes that you stored when you set it up. Each works once.",
  },
  use: {
    totp: "Use the authenticator app instead",
    passkey: "Use a passkey instead",
    recovery: "Use a recovery code instead",
  },
  submit: "Sign in",
  late: "That took too long, or too many tries were wrong. Start again with your password.",
  again: "Start again",
  lost: "Lost them all? Ask an Owner, or whoever runs this server, to reset your second factor.",
  other: "Sign in as somebody else",
} as const;
