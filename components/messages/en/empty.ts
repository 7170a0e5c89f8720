export const empty = {
  tokens: "No access tokens yet",
  tokensBody: "Tokens let scripts and services call the API as you.",
  first: "Make your first token",
  filtered: "No token matches this search",
  clear: "Clear the search",
  inactive: "No token has ended yet",
  notAllowed: "You can't make tokens here",
  notAllowedBody: "Ask an Admin or Owner if you need one.",
} as const;
