export const nav = {
  tokens: "Tokens",
  roles: "Roles",
  members: "Members",
  main: "Main",
  docs: "API reference",
  menu: "Menu",
  account: "Account",
  signOut: "Sign out",
} as const;
