import { Bot, KeyRound } from "lucide-react";
import * as en from "@/components/messages/en";

/** The icon of a token's type, with its word for those who do not see it. */
export function KindIcon({ kind }: { kind: "personal" | "service" }) {
  const [Icon, word] = kind === "personal" ? [KeyRound, en.kinds.personal] : [Bot, en.kinds.service];
  return (
    <span className="shrink-0 text-text-muted" title={word}>
      <Icon aria-hidden className="size-4" strokeWidth={1.75} />
      <span className="sr-only">{word}</span>
    </span>
  );
}
