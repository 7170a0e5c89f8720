import { plural } from "../words";

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
  lost: "Lost them all? An Admin or Owner can reset your second factor, and so can whoever runs this server.",
  other: "Sign in as somebody else",
  signedInAs: (email: string) => `Signed in as ${email}.`,
  signOut: "Sign out",
  enrol: {
    title: "Set up a second factor",
    required: {
      app: "This account requires a second factor: a code from an authenticator app, besides your password.",
      either:
        "This account requires a second factor besides your password: a code from an authenticator app, or a passkey, which the lock of your device opens.",
    },
    begin: "Go on",
    app: "Use an authenticator app",
    passkey: "Add a passkey",
    scan: "Scan this with your authenticator app, then enter the code that it shows.",
    picture: "QR code with the key for your authenticator app",
    key: "Or enter this key in the app:",
    confirm: "Turn on",
    there: "Your second factor is set up.",
    goOn: "Go on",
  },
  codes: {
    once: "Store these recovery codes now: they aren't shown again. Each signs you in once if you lose your app.",
    copy: "Copy all",
    copied: "Copied",
    notCopied: "Copying isn't possible here. Select the codes and copy them.",
    stored: "I've stored them",
  },
  account: {
    title: "Authenticator app",
    none: "You have none.",
    why: "With one, your password alone signs nobody in.",
    since: (day: string) => `An authenticator app, since ${day}.`,
    left: (count: number) => `${plural(count, "1 recovery code is left", "# recovery codes are left")}.`,
    setUp: "Set up an authenticator app",
    intro: "After your password, signing in then asks for a code that the app shows. Your other sessions end.",
    replace: "Replace",
    replaceTitle: "Replace your authenticator app",
    replaceBody:
      "Show the old one first. It stays your second factor until you enter a code from the new one; then you get new recovery codes, and your other sessions end.",
    replaceSubmit: "Replace the app",
    renew: "New recovery codes",
    renewBody: "The old ones stop working, and your other sessions end.",
    remove: "Remove",
    removeTitle: "Remove your second factor?",
    removeBody:
      "Its codes and your recovery codes stop working, and your other sessions end. Unless you keep a passkey, your password alone signs you in then.",
    lastOne:
      "This account requires a second factor. To remove this one, add a passkey first; to move to another phone, replace it.",
  },
} as const;
