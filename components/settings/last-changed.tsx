import * as en from "@/components/messages/en";
import { RelativeTime } from "@/components/ui/relative-time";
import type { LastSaved } from "@/lib/settings/view";

/** Who changed these settings last. */
export function LastChanged({ saved, now, zone }: { saved: LastSaved | null; now: number; zone: string }) {
  if (!saved) return null;
  return (
    <p className="text-xs text-text-subtle">
      <bdi>{en.settings.lastSaved(saved.by)}</bdi> · <RelativeTime at={saved.at} serverNow={now} zone={zone} />
    </p>
  );
}
