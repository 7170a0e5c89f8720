import type { DemoPerson } from "./demo-server";

/** Ids of the demo account that stand in addresses. */
export type Facts = {
  readonly token: string;
  readonly service: string;
  readonly revoked: string;
  readonly member: string;
};

type ConsolePage = {
  readonly name: string;
  readonly path: string | ((facts: Facts) => string);
  /** Who looks, where it is not the Owner; a visitor is nobody yet. */
  readonly who?: DemoPerson | "visitor";
  /** The account has nothing in it but its Owner. */
  readonly empty?: true;
  /** A page that is read rather than filled in: it has to say the same without a script. */
  readonly read?: RegExp;
  /** The framework draws it with a script alone: an address with nothing behind it. */
  readonly scripted?: true;
};

/**
 * Every page of the console in the states that an address can show. Whoever adds a page adds its line: the suites of
 * accessibility, languages, reflow and reading, and the pictures, walk through this list.
 */
export const CONSOLE_PAGES: readonly ConsolePage[] = [
  { name: "tokens", path: "/tokens", read: /deploy-bot/ },
  { name: "tokens of mine", path: "/tokens?view=mine", read: /Access tokens/ },
  { name: "tokens, none matches", path: "/tokens?q=nothing-is-called-so", read: /No token matches/ },
  { name: "tokens that need attention", path: "/tokens?view=attention", read: /When tokens stop working/ },
  { name: "tokens by filters", path: "/tokens?view=all&status=active,limited&exp=lt90d&colour=red", read: /left out/ },
  { name: "tokens, inactive", path: "/tokens?view=inactive", read: /Revoked/ },
  { name: "tokens, an empty account", path: "/tokens", empty: true, read: /No access tokens yet/ },
  { name: "tokens, to a reader", path: "/tokens", who: "reader", read: /Access tokens/ },
  { name: "tokens, to somebody without access", path: "/tokens", who: "nobody", read: /Access tokens/ },
  { name: "new token", path: "/tokens/new" },
  {
    name: "new token, filled in",
    path: "/tokens/new?name=deploy&role=inline&policy=nonsense",
    read: /Filled in from a link/,
  },
  { name: "new token, to a writer", path: "/tokens/new", who: "writer" },
  { name: "new token, not allowed", path: "/tokens/new", who: "nobody", read: /doesn.t include making tokens/ },
  { name: "token", path: ({ token }) => `/tokens/${token}`, read: /What it can do now/ },
  { name: "token, by hours", path: ({ token }) => `/tokens/${token}?show=hours`, read: /a good time to rotate is/ },
  { name: "token, being rotated", path: ({ service }) => `/tokens/${service}?act=rotate` },
  { name: "token, being revoked", path: ({ token }) => `/tokens/${token}?act=revoke` },
  { name: "token, service", path: ({ service }) => `/tokens/${service}`, read: /Fixed when it was made/ },
  { name: "token, revoked", path: ({ revoked }) => `/tokens/${revoked}`, read: /Revoked/ },
  { name: "token, somebody else's", path: ({ service }) => `/tokens/${service}`, who: "reader", read: /Service/ },
  { name: "nothing there", path: "/tokens/000000000000000000000000", read: /Nothing here/, scripted: true },
  { name: "roles", path: "/roles", read: /Deployers/ },
  { name: "roles, an empty account", path: "/roles", empty: true, read: /Reader/ },
  { name: "role", path: "/roles/deployers", read: /Deployers/ },
  { name: "role, to a reader", path: "/roles/deployers", who: "reader", read: /Deployers/ },
  { name: "role editor", path: "/roles/deployers/edit" },
  { name: "new role", path: "/roles/new" },
  { name: "members", path: "/members", read: /Aiko Mori/ },
  { name: "members, to a reader", path: "/members", who: "reader", read: /Aiko Mori/ },
  { name: "members, an empty account", path: "/members", empty: true, read: /Priya Shah/ },
  { name: "audit log", path: "/audit", read: /Audit log/ },
  { name: "audit log, nothing found", path: "/audit?q=nothing-is-called-so", read: /No events match/ },
  { name: "audit log, to a reader", path: "/audit", who: "reader", read: /Audit log/ },
  { name: "members, narrowed to nobody", path: "/members?q=nobody-is-called-so", read: /No member matches/ },
  { name: "member", path: ({ member }) => `/members/${member}`, read: /can do now/ },
  { name: "member, to a reader", path: ({ member }) => `/members/${member}`, who: "reader", read: /You see the name/ },
  { name: "account", path: "/account", read: /Your account/ },
  { name: "settings", path: "/settings", read: /Account name/ },
  { name: "settings, token rules", path: "/settings/token-rules", read: /such tokens? exists?/ },
  { name: "settings, vocabulary", path: "/settings/vocabulary", read: /API paths/ },
  {
    name: "settings, vocabulary, an empty account",
    path: "/settings/vocabulary",
    empty: true,
    read: /No types of your own yet/,
  },
  { name: "settings, sign-in", path: "/settings/sign-in", read: /Signed out after/ },
  { name: "settings, gateways", path: "/settings/gateways", read: /edge nginx/ },
  { name: "settings, gateways, an empty account", path: "/settings/gateways", empty: true, read: /No gateways yet/ },
  { name: "settings, route rules", path: "/settings/gateways/routes", read: /4 rules/ },
  {
    name: "settings, route rules, an empty account",
    path: "/settings/gateways/routes",
    empty: true,
    read: /No rules yet/,
  },
  { name: "settings, to a writer", path: "/settings/token-rules", who: "writer", read: /Nothing here/, scripted: true },
  { name: "API reference", path: "/docs/api", who: "visitor", read: /API reference/ },
  { name: "sign-in", path: "/sign-in", who: "visitor" },
  { name: "second factor, to be set up", path: "/sign-in/second-factor" },
  { name: "a dead invitation", path: "/invite/nothing", who: "visitor", read: /link/ },
  { name: "nowhere", path: "/nowhere", who: "visitor", read: /Nothing here/ },
];
