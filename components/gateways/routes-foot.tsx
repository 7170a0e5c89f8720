import * as en from "@/components/messages/en";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";

type Props = { changed: boolean; denied: string | null; busy: boolean; onReset: () => void };

/** Save and undo; in sight while there is something to save. */
export function RoutesFoot({ changed, denied, busy, onReset }: Props) {
  const words = en.routes;
  return (
    <div
      className={cn(
        "flex flex-wrap items-center gap-3 border-t border-line bg-canvas py-3",
        changed && "sticky bottom-0 z-10",
      )}
    >
      <Button
        type="submit"
        look="primary"
        busy={busy}
        disabled={denied !== null || !changed}
        aria-describedby="routes-note"
        className="h-9"
      >
        {words.save}
      </Button>
      {changed && (
        <Button onClick={onReset} className="h-9">
          {words.undo}
        </Button>
      )}
      <p id="routes-note" role="status" className="text-xs text-text-muted">
        {denied ?? (changed ? words.unsaved : words.changedNone)}
      </p>
    </div>
  );
}
