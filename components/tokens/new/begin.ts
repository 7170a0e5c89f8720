import { type BaseRole, tokenRolesGivenBy } from "@/lib/core/base-role";
import { roleName } from "@/lib/core/refusal-sentence";
import type { RoleChoice } from "@/lib/roles/view";
import type { Expiry } from "../expiry-field";
import type { Prefill, PrefillPart } from "../prefill";
import { beginWith, isOffered, type RoleDraft, type TokenKind } from "../role-draft";

/** What the form of a new token begins with. */
export type Begin = {
  readonly name: string;
  readonly note: string;
  readonly kind: TokenKind;
  readonly role: RoleDraft;
  /** Null: as the type has it. */
  readonly expiry: Expiry | null;
};

/** What is said of a link that filled the form in. */
export type Told = {
  readonly filled: readonly PrefillPart[];
  readonly unusable: readonly PrefillPart[];
  readonly lowered: { readonly asked: string; readonly yours: string } | null;
};

type Viewer = {
  readonly mine: BaseRole;
  readonly choices: readonly RoleChoice[];
  readonly denied: Readonly<Record<TokenKind, string | null>>;
};

/** The form as a link has it, where the viewer may: what is above them falls back to the highest that they can give. */
export function beginAs(
  asked: Prefill,
  unusable: readonly PrefillPart[],
  viewer: Viewer,
): { begin: Begin; told: Told } {
  const { denied, mine } = viewer;
  const kind = kindOf(asked.type, denied);
  const { role, lowered, left } = roleOf(asked, kind, viewer);
  const fallback = beginWith(tokenRolesGivenBy(mine).length > 0 ? "reader" : "custom");
  const out = new Set([
    ...unusable,
    ...left,
    ...(asked.type !== undefined && asked.type !== kind ? ["type" as const] : []),
  ]);
  const filled = (Object.keys(asked) as PrefillPart[]).filter((part) => !out.has(part));
  const { expires } = asked;
  return {
    begin: {
      name: asked.name ?? "",
      note: asked.note ?? "",
      kind,
      role: role ?? fallback,
      expiry: expires === undefined ? null : expires === "never" ? { kind: "never" } : { kind: "days", days: expires },
    },
    told: { filled, unusable: [...out], lowered },
  };
}

function kindOf(asked: TokenKind | undefined, denied: Viewer["denied"]): TokenKind {
  if (asked !== undefined && denied[asked] === null) return asked;
  return denied.personal === null ? "personal" : "service";
}

type Role = {
  readonly role: RoleDraft | null;
  readonly lowered: Told["lowered"];
  readonly left: readonly PrefillPart[];
};

function roleOf({ role: named, roles, policy }: Prefill, kind: TokenKind, { mine, choices }: Viewer): Role {
  const asked = named ?? (policy ? "inline" : roles ? "custom" : undefined);
  if (asked === undefined) return { role: null, lowered: null, left: [] };
  if (asked === "inline") {
    const draft = beginWith("inline");
    if (!policy) return { role: draft, lowered: null, left: ["policy"] };
    return { role: { ...draft, policy, written: policy, saysAlready: policy }, lowered: null, left: [] };
  }
  if (asked === "custom") {
    const found = choices.filter((choice) => roles?.includes(choice.key) && isOffered(kind, choice));
    const missing = found.length < (roles?.length ?? 0);
    return {
      role: { ...beginWith("custom"), roles: found.map(({ id }) => id) },
      lowered: null,
      left: missing ? ["roles"] : [],
    };
  }
  const given = tokenRolesGivenBy(mine);
  if (given.includes(asked)) return { role: beginWith(asked), lowered: null, left: [] };
  const highest = given.at(-1);
  if (!highest) return { role: null, lowered: null, left: ["role"] };
  return { role: beginWith(highest), lowered: { asked: roleName(asked), yours: roleName(highest) }, left: ["role"] };
}
