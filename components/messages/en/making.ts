import { orListed } from "../words";

const changing = (names: readonly string[]) =>
  names.length > 0 ? `${orListed(names)} can change that.` : "Ask an Owner.";
const asking = (names: readonly string[]) => (names.length > 0 ? `Ask ${orListed(names)}.` : "Ask an Owner.");

/** Why somebody makes no tokens: said by the pages, which the server draws. */
export const making = {
  /** Why a kind of token cannot be made, and whom to ask. */
  denied: {
    role: (kind: string, names: readonly string[]) => `Your role can't make ${kind} tokens. ${changing(names)}`,
    rules: (kind: string, names: readonly string[]) =>
      `Token rules don't allow this: only Admins and Owners create ${kind} tokens. ${asking(names)}`,
  },
  /** The same where neither kind can. */
  noneAtAll: {
    role: (names: readonly string[]) => `Your role doesn't include making tokens. ${changing(names)}`,
    rules: (names: readonly string[]) =>
      `Token rules don't allow this: only Admins and Owners create tokens. ${asking(names)}`,
  },
} as const;
