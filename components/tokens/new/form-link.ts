import * as en from "@/components/messages/en";
import { copyText } from "@/components/ui/copy-text";
import type { RoleChoice } from "@/lib/roles/view";
import { LIFETIMES } from "@/lib/settings/limits";
import type { Expiry } from "../expiry-field";
import { type Prefill, prefillHref } from "../prefill";
import type { RoleDraft, TokenKind } from "../role-draft";

type Filled = {
  name: string;
  note: string;
  kind: TokenKind;
  role: RoleDraft;
  expiry: Expiry;
  choices: readonly RoleChoice[];
};

/** Copies a link that fills the form in as it stands; answers with what to say about it. */
export async function copyFormLink({ name, note, kind, role, expiry, choices }: Filled): Promise<string> {
  const days = expiry.kind === "days" ? LIFETIMES.find((each) => each === expiry.days) : undefined;
  const expires: Prefill["expires"] = expiry.kind === "never" ? "never" : days;
  const { choice, written } = role;
  const roles = choices.filter(({ id }) => role.roles.includes(id)).map(({ key }) => key);
  const path = prefillHref({
    name,
    note,
    type: kind,
    role: choice,
    ...(expires === undefined ? {} : { expires }),
    ...(choice === "custom" ? { roles } : {}),
    ...(choice === "inline" && written ? { policy: written } : {}),
  });
  const href = `${location.origin}${path}`;
  if ((await copyText(href)) !== "copied") return en.prefill.notCopied(href);
  const whole = choice !== "inline" || path.includes("policy=");
  return whole ? en.prefill.copied : en.prefill.copiedWithout;
}
