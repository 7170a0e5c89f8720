"use client";

import * as en from "@/components/messages/en";
import { OnceDialog } from "./once-dialog";
import { SecretField, slugOf } from "./secret-field";
import type { ShownSecret } from "./shown";
import { TryIt } from "./try-it";

/** The one showing of a secret. */
export function SecretDialog({ shown, onDone }: { shown: ShownSecret; onDone: (stored: boolean) => void }) {
  const title = shown.rotated === undefined ? en.secret.title : en.secret.titleRotated;
  return (
    <OnceDialog title={title} confirm={en.secret.confirm} what="token" onDone={onDone}>
      <p className="text-text-muted">{en.secret.body(shown.name)}</p>
      {shown.rotated && <p>{shown.rotated}</p>}
      <SecretField secret={shown.secret} label={en.secret.label} copy={en.secret.copy} file={envFile(shown)} />
      <TryIt />
    </OnceDialog>
  );
}

function envFile({ name, secret, about }: ShownSecret) {
  return {
    name: `latchkey-${slugOf(name, "token")}.env`,
    content: `# Latchkey token "${name}" · ${about}\nLATCHKEY_TOKEN=${secret}\n`,
  };
}
