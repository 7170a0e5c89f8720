import * as en from "@/components/messages/en";
import { displayName } from "@/lib/members/view";
import type { TokenView } from "@/lib/tokens/view";

/** What can be done to a token on its page. */
export const TOKEN_ACTS = ["rename", "note", "expiry", "caretaker", "rotate", "pause", "revoke"] as const;
export type TokenAct = (typeof TOKEN_ACTS)[number];

/** Each act: null where it can be done, a sentence why it cannot, undefined where there is no such thing for this token. */
export type Acts = Readonly<Record<TokenAct, string | null | undefined>>;

/** What the principal's permissions say of them. */
export type Allowed = Readonly<Record<"update" | "expiry" | "rotate" | "end", boolean>>;

type Asked = { token: TokenView; own: boolean; allowed: Allowed; names: readonly string[] };

/**
 * What its page offers of a token. Of somebody else's personal token there is no rotating and no editing at all (S1): its
 * secret acts for them. What has ended takes nothing any more.
 */
export function actsOn({ token, own, allowed, names }: Asked): Acts {
  const { status, kind } = token;
  if (status === "revoked" || status === "deactivated") return NOTHING;
  const others = kind === "personal" && !own;
  const manage = kind === "service" ? en.actWords.manageService(names) : en.actWords.manage(displayName(token.member));
  const given = (may: boolean, why: string = manage) => (may ? null : why);
  const expired = status === "expired";
  return {
    rename: given(allowed.update),
    note: given(allowed.update),
    expiry: others || expired ? undefined : given(allowed.expiry),
    caretaker: kind === "service" ? given(allowed.update) : undefined,
    rotate: others
      ? undefined
      : expired && kind === "service"
        ? en.actWords.expiredService
        : rotating(kind, given(allowed.rotate)),
    pause: expired ? undefined : given(allowed.end),
    revoke: given(allowed.end),
  };
}

const rotating = (kind: TokenView["kind"], given: string | null) =>
  given !== null && kind === "service" ? en.actWords.rotateService : given;

const NOTHING: Acts = {
  rename: undefined,
  note: undefined,
  expiry: undefined,
  caretaker: undefined,
  rotate: undefined,
  pause: undefined,
  revoke: undefined,
};

/** The reasons why something cannot be done, each once. */
export function reasonsOf(acts: Acts): string[] {
  return [...new Set(Object.values(acts).filter((why) => typeof why === "string"))];
}
