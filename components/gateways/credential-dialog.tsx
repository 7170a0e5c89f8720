"use client";

import * as en from "@/components/messages/en";
import { OnceDialog } from "@/components/tokens/once-dialog";
import { SecretField, slugOf } from "@/components/tokens/secret-field";
import type { ShownCredential } from "@/components/tokens/shown";

/** The one showing of a gateway's credential. */
export function CredentialDialog({ shown, onDone }: { shown: ShownCredential; onDone: (stored: boolean) => void }) {
  const { gateway, credential } = shown;
  const words = en.gateways;
  const file = {
    name: `latchkey-${slugOf(gateway, "gateway")}.env`,
    content: `# Latchkey gateway "${gateway}"\nLATCHKEY_GATEWAY=${credential}\n`,
  };
  return (
    <OnceDialog title={words.shownTitle} confirm={words.shownConfirm} what="gateway" onDone={onDone}>
      <p className="text-text-muted">{words.shownBody(gateway)}</p>
      <SecretField secret={credential} label={words.credential} copy={words.copy} file={file} />
      <p className="text-xs text-text-subtle">{words.shownUse}</p>
    </OnceDialog>
  );
}
