import { ArrowDown, ArrowUp, Trash2 } from "lucide-react";
import { type ReactNode, useId } from "react";
import * as en from "@/components/messages/en";
import { cn } from "@/components/ui/cn";
import { INPUT } from "@/components/ui/field";
import { ACTION_MAX, HOST_MAX, PATTERN_MAX, RESOURCE_MAX } from "@/lib/routes/limits";
import type { RouteDraft, RouteField } from "./route-draft";

const FIELDS: readonly { field: RouteField; label: string; placeholder: string; most: number; wide?: true }[] = [
  { field: "methods", label: en.routes.methods, placeholder: en.routes.anyMethod, most: 330 },
  { field: "host", label: en.routes.host, placeholder: en.routes.anyHost, most: HOST_MAX },
  { field: "path", label: en.routes.path, placeholder: "/orders/{id}", most: PATTERN_MAX, wide: true },
  { field: "action", label: en.routes.action, placeholder: "viewOrder", most: ACTION_MAX, wide: true },
  {
    field: "resource",
    label: en.routes.resource,
    placeholder: "api/orders:order/{id}",
    most: RESOURCE_MAX,
    wide: true,
  },
];

export const COLUMNS =
  "lg:grid lg:grid-cols-[1.5rem_7rem_minmax(0,3fr)_minmax(0,4fr)_minmax(0,3fr)_minmax(0,5fr)_6.5rem] lg:items-start lg:gap-2";

/** The names of the fields, above the rules where there is room for them in one line. */
export function RouteHead() {
  return (
    <div aria-hidden className={cn(COLUMNS, "hidden px-3 pb-1 text-xs text-text-subtle")}>
      <span />
      {FIELDS.map(({ field, label }) => (
        <span key={field}>{label}</span>
      ))}
      <span />
    </div>
  );
}

type Props = {
  rule: RouteDraft;
  /** Its place, counted from 1, and how many there are. */
  at: number;
  count: number;
  errors: Partial<Record<RouteField, readonly string[]>>;
  readOnly: boolean;
  /** The rule that the last request met. */
  met: boolean;
  set: (field: RouteField, value: string) => void;
  move: (by: -1 | 1) => void;
  remove: () => void;
};

/** One rule under edit. */
export function RouteRow({ rule, at, count, errors, readOnly, met, set, move, remove }: Props) {
  const words = en.routes;
  const wrong = FIELDS.flatMap(({ field }) => errors[field] ?? []);
  const id = useId();
  return (
    <li className={cn("border-b border-line px-3 py-2.5 last:border-0", met && "bg-selected")}>
      <fieldset
        aria-label={words.rule(at)}
        aria-describedby={wrong.length > 0 ? `${id}-wrong` : undefined}
        className={cn(COLUMNS, "grid grid-cols-2 gap-2")}
      >
        <span className="tnum self-center text-xs text-text-subtle max-lg:col-span-2">
          <span className="lg:hidden">{words.rule(at)}</span>
          <span aria-hidden className="max-lg:hidden">
            {at}
          </span>
        </span>
        {FIELDS.map(({ field, label, placeholder, most, wide }) => (
          <label key={field} className={cn("flex min-w-0 flex-col gap-1", wide && "max-lg:col-span-2")}>
            <span className="text-xs text-text-subtle lg:sr-only">{label}</span>
            <input
              value={rule[field]}
              placeholder={placeholder}
              maxLength={most}
              readOnly={readOnly}
              aria-invalid={errors[field] ? true : undefined}
              autoComplete="off"
              autoCapitalize="off"
              spellCheck={false}
              dir="ltr"
              onChange={(event) => set(field, event.target.value)}
              className={cn(INPUT, "font-mono text-xs")}
            />
          </label>
        ))}
        {!readOnly && (
          <span className="flex justify-end max-lg:col-span-2">
            <Tool label={words.up(at)} off={at === 1} onClick={() => move(-1)}>
              <ArrowUp aria-hidden className="size-4" />
            </Tool>
            <Tool label={words.down(at)} off={at === count} onClick={() => move(1)}>
              <ArrowDown aria-hidden className="size-4" />
            </Tool>
            <Tool label={words.remove(at)} onClick={remove}>
              <Trash2 aria-hidden className="size-4" />
            </Tool>
          </span>
        )}
      </fieldset>
      {wrong.length > 0 && (
        <p id={`${id}-wrong`} className="pt-1.5 text-xs text-danger-text lg:ps-8">
          {wrong.join(" ")}
        </p>
      )}
    </li>
  );
}

function Tool({
  label,
  off = false,
  onClick,
  children,
}: {
  label: string;
  off?: boolean;
  onClick: () => void;
  children: ReactNode;
}) {
  return (
    <button
      type="button"
      aria-label={label}
      data-tool="move"
      aria-disabled={off || undefined}
      onClick={() => off || onClick()}
      className="grid h-9 w-8 place-items-center rounded-md text-text-muted hover:bg-hover aria-disabled:text-text-disabled aria-disabled:hover:bg-transparent pointer-coarse:size-11"
    >
      {children}
    </button>
  );
}
