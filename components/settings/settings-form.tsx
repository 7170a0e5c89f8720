import type { ReactNode } from "react";
import * as en from "@/components/messages/en";
import { cn } from "@/components/ui/cn";
import { TroubleNote } from "@/components/ui/trouble-note";
import type { Change } from "./changes";
import { ConflictNote } from "./conflict-note";
import { SaveBar } from "./save-bar";
import type { useSettings } from "./use-settings";

type Props<T extends object> = {
  title: string;
  form: ReturnType<typeof useSettings<T>>;
  /** What differs between two states: a line for each of these fields, in their order. */
  changesOf: (before: T, after: T, fields: (keyof T)[]) => readonly Change[];
  /** What the button says and does, where that is not to save at once. */
  first?: { label: string; act: () => void };
  /** Why the viewer may not save; null where they may. */
  denied: string | null;
  now: number;
  zone: string;
  className?: string;
  children: ReactNode;
};

/** The frame of settings under edit: what went wrong, what somebody else changed meanwhile, the settings, and the foot to save them. */
export function SettingsForm<T extends object>(props: Props<T>) {
  const { title, form, changesOf, first, denied, now, zone, className, children } = props;
  const { changed, conflict, trouble } = form;
  return (
    <form
      aria-label={title}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (denied || changed.length === 0) return;
        if (first) first.act();
        else void form.submit();
      }}
      className={cn("flex flex-col", className ?? "gap-4")}
    >
      <TroubleNote trouble={trouble} />
      {conflict && (
        <ConflictNote
          by={conflict.by}
          at={conflict.at}
          changes={changesOf(conflict.before, conflict.theirs, conflict.fields).map((change, i) => ({
            ...change,
            both: changed.some((field) => field === conflict.fields[i]),
          }))}
          now={now}
          zone={zone}
        />
      )}
      {children}
      <SaveBar
        changes={changed.length}
        label={first?.label ?? en.settings.save}
        denied={denied}
        busy={form.busy}
        onReset={form.reset}
      />
    </form>
  );
}
