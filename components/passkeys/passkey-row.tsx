import * as en from "@/components/messages/en";
import { Button } from "@/components/ui/button";
import { RelativeTime } from "@/components/ui/relative-time";
import type { PasskeyView } from "@/lib/passkeys/view";

type Props = { passkey: PasskeyView; now: number; zone: string; onAct: (act: "rename" | "remove") => void };

/** One passkey: how it is called, when it was last used, and whether it is lost with its device. */
export function PasskeyRow({ passkey: { name, createdAt, lastUsedAt, backedUp }, now, zone, onAct }: Props) {
  const words = en.passkeys;
  return (
    <li className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2 border-b border-line px-3 py-2 last:border-0">
      <span className="min-w-0 flex-1 basis-60">
        <span className="block wrap-anywhere" dir="auto">
          {name}
        </span>
        <span className="block text-xs text-text-subtle">
          {lastUsedAt === null ? (
            words.neverUsed
          ) : (
            <>
              {words.lastUsed} <RelativeTime at={lastUsedAt} serverNow={now} zone={zone} />
            </>
          )}{" "}
          · {words.made} <RelativeTime at={createdAt} serverNow={now} zone={zone} />
        </span>
        <span className="block text-xs text-text-subtle">{backedUp ? words.synced : words.single}</span>
      </span>
      <span className="flex flex-wrap gap-2">
        <Button aria-label={words.renameOf(name)} onClick={() => onAct("rename")}>
          {words.rename}
        </Button>
        <Button aria-label={words.removeOf(name)} onClick={() => onAct("remove")}>
          {words.remove}
        </Button>
      </span>
    </li>
  );
}
