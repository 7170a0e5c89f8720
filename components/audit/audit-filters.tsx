"use client";

import { ChevronDown, X } from "lucide-react";
import dynamic from "next/dynamic";
import Link from "next/link";
import { useRouter } from "next/navigation";
import { type ReactNode, useOptimistic, useState, useTransition } from "react";
import * as en from "@/components/messages/en";
import { cn } from "@/components/ui/cn";
import type { Act } from "@/components/ui/use-act";
import type { AuditActorChoice } from "@/lib/audit/view";
import type { ActOption } from "./act-options";
import { AuditSearch } from "./audit-search";
import type { SetFilter } from "./filter-words";
import { isFiltered, type LogAddress, logHref } from "./log-address";

const WhenPanel = dynamic(() => import("./when-panel").then((late) => late.WhenPanel), { ssr: false });
const EventPanel = dynamic(() => import("./event-panel").then((late) => late.EventPanel), { ssr: false });
const WhoPanel = dynamic(() => import("./who-panel").then((late) => late.WhoPanel), { ssr: false });

type Props = {
  address: LogAddress;
  set: readonly SetFilter[];
  acts: readonly ActOption[];
  /** People and tokens by a part of their name; null where one sees only one's own. */
  findWho: Act<AuditActorChoice[]> | null;
  viewerId: string;
  children: ReactNode;
};

type Open = { readonly name: SetFilter["name"]; readonly anchor: HTMLElement };

/** The log's filters above what they show; what was shown stays, paler, until the next is there. */
export function AuditFilters({ address: arrived, set, acts, findWho, viewerId, children }: Props) {
  // What was just chosen is seen to be chosen, and is what the next choice is added to.
  const [address, choose] = useOptimistic(arrived, (before, change: Partial<LogAddress>) => ({ ...before, ...change }));
  const [open, setOpen] = useState<Open | null>(null);
  const [pending, start] = useTransition();
  const router = useRouter();
  const words = en.audit.filters;
  const go = (change: Partial<LogAddress>, how: "push" | "replace" = "push") =>
    start(() => {
      choose(change);
      router[how](logHref(address, change), { scroll: false });
    });
  const chip = (name: SetFilter["name"]) => {
    const filter = set.find((each) => each.name === name);
    const toggle = (anchor: HTMLElement) => setOpen(open?.name === name ? null : { name, anchor });
    return (
      <Chip key={name} label={words[name]} filter={filter} onOpen={name === "object" ? null : toggle} onDrop={go} />
    );
  };
  const panel = open && { address, anchor: open.anchor, onChange: go, onClose: () => setOpen(null) };
  return (
    <>
      <section aria-label={words.label} className="flex flex-wrap items-start gap-2">
        <AuditSearch address={address} onSearch={(q) => go({ q }, "replace")} />
        {chip("when")}
        {chip("event")}
        {findWho && chip("who")}
        {set.some(({ name }) => name === "object") && chip("object")}
        {isFiltered(address) && (
          <Link href="/audit" className="flex min-h-(--control-height) items-center px-1 text-accent hover:underline">
            {words.clear}
          </Link>
        )}
      </section>
      {panel && open.name === "when" && <WhenPanel {...panel} />}
      {panel && open.name === "event" && <EventPanel {...panel} acts={acts} />}
      {panel && open.name === "who" && findWho && <WhoPanel {...panel} find={findWho} viewerId={viewerId} />}
      <div
        aria-busy={pending || undefined}
        className={cn("flex flex-col gap-4 transition-opacity delay-150 duration-100", pending && "opacity-60")}
      >
        {children}
      </div>
    </>
  );
}

type ChipProps = {
  label: string;
  filter: SetFilter | undefined;
  onOpen: ((anchor: HTMLElement) => void) | null;
  onDrop: (change: Partial<LogAddress>) => void;
};

const PART = "flex h-(--control-height) items-center gap-1 px-2.5 text-sm hover:bg-hover pointer-coarse:min-h-11";

function Chip({ label, filter, onOpen, onDrop }: ChipProps) {
  const words = en.audit.filters;
  const name = filter ? words.edit(label, filter.value) : words.choose(label);
  const text = (
    <>
      <span className={filter ? "text-text-subtle" : ""}>{filter ? `${label}:` : label}</span>
      {filter && (
        <span className="max-w-52 truncate" dir="auto">
          {filter.value}
        </span>
      )}
    </>
  );
  return (
    <span className="inline-flex rounded-md border border-line-strong bg-surface">
      {onOpen ? (
        <button
          type="button"
          aria-haspopup="dialog"
          aria-label={name}
          onClick={(event) => onOpen(event.currentTarget)}
          className={`${PART} rounded-s-md ${filter ? "" : "rounded-e-md"}`}
        >
          {text}
          {!filter && <ChevronDown aria-hidden className="size-3.5 text-text-subtle" />}
        </button>
      ) : (
        <span className={PART}>{text}</span>
      )}
      {filter && (
        <button
          type="button"
          aria-label={words.remove(label)}
          onClick={() => onDrop(filter.without)}
          className={`${PART} rounded-e-md border-s border-line px-1.5`}
        >
          <X aria-hidden className="size-3.5" />
        </button>
      )}
    </span>
  );
}
