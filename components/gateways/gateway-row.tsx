import * as en from "@/components/messages/en";
import { Button } from "@/components/ui/button";
import { RelativeTime } from "@/components/ui/relative-time";
import type { GatewayView } from "@/lib/gateways/view";

type Props = {
  gateway: GatewayView;
  /** Why the viewer may not revoke it; null where they may. */
  denied: string | null;
  now: number;
  zone: string;
  onRevoke: () => void;
};

/** One gateway: what it is, how much it asks, and its end. */
export function GatewayRow({ gateway, denied, now, zone, onRevoke }: Props) {
  const { id, name, asksBy, secretTail, createdAt, maker, calls, lastUsedAt } = gateway;
  const words = en.gateways;
  return (
    <li className="flex flex-wrap items-center gap-x-6 gap-y-2 border-b border-line px-4 py-3 last:border-0">
      <div className="min-w-0 flex-1 basis-72">
        <p className="font-semibold wrap-anywhere" dir="auto">
          {name}
        </p>
        <p className="text-xs text-text-subtle">
          {words.asksBy[asksBy]} · <bdi>{maker === null ? words.madeHere : words.madeBy(maker)}</bdi> ·{" "}
          <RelativeTime at={createdAt} serverNow={now} zone={zone} />
        </p>
        <p className="text-xs text-text-subtle">
          <code className="font-mono text-text-muted">{words.masked(secretTail)}</code> · {words.id}{" "}
          <code className="font-mono wrap-anywhere">{id}</code>
        </p>
      </div>
      <div className="sm:w-44">
        {lastUsedAt === null ? (
          <p className="text-text-subtle">{words.never}</p>
        ) : (
          <>
            <p>
              {words.lastUsed} <RelativeTime at={lastUsedAt} serverNow={now} zone={zone} />
            </p>
            <p className="tnum text-xs text-text-subtle">{words.calls(calls)}</p>
          </>
        )}
      </div>
      {denied === null && (
        <Button onClick={onRevoke} aria-label={words.revokeOf(name)} className="ms-auto">
          {words.revoke}
        </Button>
      )}
    </li>
  );
}
