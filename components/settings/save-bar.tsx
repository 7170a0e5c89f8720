import { useId } from "react";
import * as en from "@/components/messages/en";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";

type Props = {
  changes: number;
  label: string;
  /** Why the viewer may not save; null where they may. */
  denied: string | null;
  busy: boolean;
  onReset: () => void;
};

/** The foot of a form of settings: save, undo, and how much has been changed. It stays in sight while there is something to save. */
export function SaveBar({ changes, label, denied, busy, onReset }: Props) {
  const words = en.settings;
  const noteId = useId();
  const note = denied ?? (changes === 0 ? words.noChanges : words.changes(changes));
  return (
    <div
      className={cn(
        "flex flex-wrap items-center gap-3 border-t border-line bg-canvas py-3",
        changes > 0 && "sticky bottom-0 z-10",
      )}
    >
      <Button
        type="submit"
        look="primary"
        busy={busy}
        disabled={denied !== null || changes === 0}
        aria-describedby={noteId}
        className="h-9"
      >
        {label}
      </Button>
      {changes > 0 && (
        <Button onClick={onReset} className="h-9">
          {words.reset}
        </Button>
      )}
      <p id={noteId} role="status" className="text-xs text-text-muted">
        {note}
      </p>
    </div>
  );
}
