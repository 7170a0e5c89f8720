import * as en from "@/components/messages/en";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { DialogActions } from "@/components/ui/dialog";
import { ScrollList } from "@/components/ui/scroll-list";
import type { BulkAct } from "./bulk-bar";
import type { Left } from "./run-batches";

type Props = { act: BulkAct; done: number; left: readonly Left[]; onRetry: () => void; onClose: () => void };

/** What an act on many tokens did not reach, token by token, and another try at just those. */
export function BulkLeft({ act, done, left, onRetry, onClose }: Props) {
  return (
    <>
      <Callout tone="warning" role="alert">
        {en.bulk.partial[act](done, left.length)}
      </Callout>
      <ScrollList label={en.bulk.leftLabel} className="max-h-56 rounded-md border border-line">
        {left.map(({ id, name, why }) => (
          <li key={id} className="flex items-baseline gap-3 px-3 py-1">
            <span className="min-w-0 flex-1 truncate" dir="auto">
              {name || id}
            </span>
            <span className="text-xs text-text-subtle">{en.bulk.why[why]}</span>
          </li>
        ))}
      </ScrollList>
      <DialogActions>
        <Button onClick={onClose} data-autofocus>
          {en.common.close}
        </Button>
        <Button look="primary" onClick={onRetry}>
          {en.bulk.retry}
        </Button>
      </DialogActions>
    </>
  );
}
