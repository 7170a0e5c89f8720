export const nav = {
  tokens: "Tokens",
  members: "Members",
  main: "Main",
  menu: "Menu",
  account: "Account",
  signOut: "Sign out",
} as const;
