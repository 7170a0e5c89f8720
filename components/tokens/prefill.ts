import type { TokenRole } from "@/lib/core/base-role";
import { TOKEN_ROLES } from "@/lib/core/base-role";
import { parseStatements } from "@/lib/policy/parse";
import type { Statement } from "@/lib/policy/statement";
import { NAME_MAX, NOTE_MAX } from "@/lib/tokens/limits";
import type { TokenView } from "@/lib/tokens/view";

/** The lifetimes that a link can name. */
export const LINK_LIFETIMES = [7, 30, 90, 365] as const;

/** What a link fills into the form of a new token (ux 3.2.7): each part may be missing. */
export type Prefill = {
  readonly name?: string;
  readonly note?: string;
  readonly type?: "personal" | "service";
  readonly role?: TokenRole | "custom" | "inline";
  /** Keys of custom roles. */
  readonly roles?: readonly string[];
  readonly expires?: (typeof LINK_LIFETIMES)[number] | "never";
  readonly policy?: readonly Statement[];
};

export type PrefillPart = keyof Prefill;
const PARTS: readonly PrefillPart[] = ["name", "note", "type", "role", "roles", "expires", "policy"];

/** A link holds so much at most, in bytes of its query. */
export const LINK_MAX = 4096;

/** The page of a new token, with its form filled in; a policy too long for a link is left out. */
export function prefillHref(prefill: Prefill): string {
  const { policy, ...rest } = prefill;
  const whole = `/tokens/new?${paramsOf(prefill)}`;
  return policy === undefined || whole.length <= LINK_MAX ? whole : `/tokens/new?${paramsOf(rest)}`;
}

function paramsOf({ name, note, type, role, roles, expires, policy }: Prefill): URLSearchParams {
  return new URLSearchParams({
    ...(name ? { name } : {}),
    ...(note ? { note } : {}),
    ...(type === undefined ? {} : { type }),
    ...(role === undefined ? {} : { role }),
    ...(roles === undefined || roles.length === 0 ? {} : { roles: roles.join(",") }),
    ...(expires === undefined ? {} : { expires: expires === "never" ? expires : `${expires}d` }),
    ...(policy === undefined ? {} : { policy: encode(JSON.stringify(policy)) }),
  });
}

/** A link that makes another token like this one: what it is and may do, under a name of its own. */
export function duplicateHref(
  token: Pick<TokenView, "name" | "description" | "kind" | "role" | "createdAt" | "expiresAt">,
): string {
  const { name, description, kind, role, createdAt, expiresAt } = token;
  const lived = expiresAt === null ? null : (expiresAt - createdAt) / DAY_MS;
  return prefillHref({
    name: name === "" ? "" : `${name.slice(0, NAME_MAX - COPY.length)}${COPY}`,
    note: description,
    type: kind,
    role: role.source === "base" ? role.baseRole : role.source,
    ...(role.source === "custom" ? { roles: role.roles.filter(({ deleted }) => !deleted).map(({ key }) => key) } : {}),
    ...(role.source === "inline" ? { policy: role.statements } : {}),
    expires: lived === null ? "never" : (LINK_LIFETIMES.find((days) => days >= Math.floor(lived)) ?? 365),
  });
}

const COPY = " copy";
const DAY_MS = 86_400_000;

type Params = Readonly<Record<string, string | string[] | undefined>>;

/** Reads a link: what it fills in, and what of it cannot be used. Anybody may have written it. */
export function readPrefill(params: Params): { given: Prefill; unusable: PrefillPart[] } {
  const asked = PARTS.flatMap((part) => {
    const value = params[part];
    return typeof value === "string" && value !== "" ? [[part, value] as const] : [];
  });
  const given: Record<string, unknown> = {};
  const unusable: PrefillPart[] = PARTS.filter((part) => Array.isArray(params[part]));
  const tooLong = asked.reduce((sum, [part, value]) => sum + part.length + value.length + 2, 0) > LINK_MAX;
  for (const [part, text] of asked) {
    const value = tooLong ? undefined : READ[part](text);
    if (value === undefined) unusable.push(part);
    else given[part] = value;
  }
  return { given, unusable };
}

const READ: { readonly [P in PrefillPart]: (text: string) => Prefill[P] } = {
  name: (text) => (text.length <= NAME_MAX ? text : undefined),
  note: (text) => (text.length <= NOTE_MAX ? text : undefined),
  type: (text) => (["personal", "service"] as const).find((known) => known === text),
  role: (text) => ([...TOKEN_ROLES, "custom", "inline"] as const).find((known) => known === text),
  roles: (text) => text.split(",").filter(Boolean),
  expires: (text) => (text === "never" ? text : LINK_LIFETIMES.find((days) => `${days}d` === text)),
  policy: (text) => {
    const json = decode(text);
    const parsed = json === undefined ? null : parseStatements(json);
    return parsed?.ok && parsed.value.length > 0 ? parsed.value : undefined;
  },
};

/** Text as base64url, which an address holds as it is. */
function encode(text: string): string {
  const bytes = String.fromCharCode(...new TextEncoder().encode(text));
  return btoa(bytes).replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "");
}

function decode(text: string): unknown {
  try {
    const bytes = Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (char) => char.charCodeAt(0));
    return JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
  } catch {
    return undefined;
  }
}
