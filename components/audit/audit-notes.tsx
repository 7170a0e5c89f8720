import { CircleAlert, ScrollText } from "lucide-react";
import Link from "next/link";
import * as en from "@/components/messages/en";
import { ButtonLink } from "@/components/ui/button-link";
import { EmptyState } from "@/components/ui/empty-state";
import type { SetFilter } from "./filter-words";
import { EVERYTHING, isFiltered, type LogAddress, logHref } from "./log-address";

const ICON = <ScrollText aria-hidden />;

/** Why no event is shown, and the ways on: each filter can be taken away by itself. */
export function NoEvents({ address, set }: { address: LogAddress; set: readonly SetFilter[] }) {
  const words = en.audit;
  if (address.place) {
    const newest = <ButtonLink href={logHref(address, {})}>{words.newest}</ButtonLink>;
    return (
      <EmptyState icon={ICON} title={words.noneBack} action={newest}>
        {words.noneBackBody}
      </EmptyState>
    );
  }
  const drops = [
    ...(address.q ? [{ label: `“${address.q}”`, without: { q: "" } }] : []),
    ...set.map(({ label, value, without }) => ({ label: `${label}: ${value}`, without })),
  ];
  return (
    <EmptyState
      icon={ICON}
      title={words.empty}
      action={
        isFiltered(address) && (
          <span className="flex flex-wrap justify-center gap-2">
            {drops.length > 1 &&
              drops.map(({ label, without }) => (
                <ButtonLink key={label} href={logHref(address, without)} prefetch={false}>
                  {words.drop(label)}
                </ButtonLink>
              ))}
            <ButtonLink href={logHref(EVERYTHING, {})}>{words.clearFilters}</ButtonLink>
          </span>
        )
      }
    >
      {!isFiltered(address) && words.emptyBody}
    </EmptyState>
  );
}

/** The log could not be read: the frame stays, with the reference that the server's own log knows. */
export function FailedEvents({ address, reference }: { address: LogAddress; reference: string }) {
  const words = en.audit;
  return (
    <div
      role="alert"
      className="flex flex-wrap items-center gap-x-3 gap-y-2 rounded-lg border border-line bg-surface px-3 py-3"
    >
      <CircleAlert aria-hidden className="size-4 shrink-0 text-danger-icon" />
      <p className="min-w-0 flex-1">
        <strong className="font-semibold">{words.failed}</strong>{" "}
        <span className="text-text-muted">{words.failedBody(reference)}</span>
      </p>
      <a href={logHref(address, { place: address.place })} className="text-accent hover:underline">
        {words.retry}
      </a>
    </div>
  );
}

/** The whole log is closed to the viewer. */
export function LogClosed() {
  return (
    <EmptyState icon={ICON} title={en.audit.notAllowed}>
      {en.audit.notAllowedBody}
    </EmptyState>
  );
}

/** A link that led to an event, and did not. */
export function EventGone() {
  return (
    <p role="status" className="text-text-muted">
      {en.audit.gone}{" "}
      <Link href="/audit" className="text-accent underline">
        {en.audit.newest}
      </Link>
    </p>
  );
}
