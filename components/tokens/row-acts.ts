import type { Act } from "@/components/ui/use-act";
import type { BulkOutcome, BulkPreview } from "@/lib/tokens/list-view";
import type { Rotated } from "./rotate-dialog";

/** What the list can do to tokens, each by an action of the server. */
export type ListActs = {
  revoke: Act<{ name: string }>;
  pause: Act<{ name: string }>;
  resume: Act<{ name: string }>;
  update: Act<{ name: string }>;
  rotate: Act<Rotated>;
  preview: Act<BulkPreview>;
  revokeAll: Act<BulkOutcome>;
  pauseAll: Act<BulkOutcome>;
};
