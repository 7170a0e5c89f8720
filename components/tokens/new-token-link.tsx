import { Plus } from "lucide-react";
import * as en from "@/components/messages/en";
import { ButtonLink } from "@/components/ui/button-link";
import { buttonLook } from "@/components/ui/button-look";

/** The way to a new token. Where the viewer may make none it stays, can be reached, and says why and whom to ask. */
export function NewTokenLink({ reason }: { reason: string | null }) {
  const icon = <Plus aria-hidden className="size-4" />;
  if (reason === null) {
    return (
      <ButtonLink href="/tokens/new" look="primary" icon={icon}>
        {en.tokens.new}
      </ButtonLink>
    );
  }
  return (
    <div className="flex flex-wrap items-center justify-end gap-x-3 gap-y-1 max-sm:justify-start">
      <p id="why-no-new-token" className="text-xs text-text-muted">
        {reason}
      </p>
      <button type="button" aria-disabled="true" aria-describedby="why-no-new-token" className={buttonLook("primary")}>
        {icon}
        {en.tokens.new}
      </button>
    </div>
  );
}
