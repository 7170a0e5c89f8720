import Link from "next/link";
import type { ReactNode } from "react";
import * as en from "@/components/messages/en";
import { formatExact } from "@/components/ui/format-time";
import { CopyLink } from "./copy-link";
import { FactTable } from "./fact-table";
import { EVERYTHING, type LogAddress, logHref } from "./log-address";
import { objectHref } from "./object-name";
import type { Opened } from "./opened";

type Props = Opened & { address: LogAddress; zone: string };

const LINK = "text-accent underline-offset-2 hover:underline";

/** All that an event holds: what it changed, why, from where, and the event itself as it is kept. */
export function EntryDetails({ entry, cause, address, zone }: Props) {
  const words = en.audit.entry;
  const { id, at, comment, ip, requestId, causedBy, before, after, more, kind } = entry;
  const { causedBy: _, ...noted } = more;
  const link = logHref(EVERYTHING, { entry: id });
  return (
    <div className="flex flex-col gap-4 px-4 py-4">
      {comment && (
        <Part title={words.note}>
          <p className="whitespace-pre-wrap wrap-anywhere" dir="auto">
            {comment}
          </p>
        </Part>
      )}
      {(before || after) && (
        <Part title={words.change}>
          <FactTable states={[before, after]} zone={zone} kind={kind} />
        </Part>
      )}
      {Object.keys(noted).length > 0 && (
        <Part title={words.facts}>
          <FactTable states={[noted]} zone={zone} kind={kind} />
        </Part>
      )}
      <dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-4 gap-y-1 text-text-muted">
        <dt className="text-text-subtle">{en.audit.columns.when}</dt>
        <dd className="whitespace-pre-line">{formatExact(at, zone)}</dd>
        <dt className="text-text-subtle">{words.from}</dt>
        <dd>{ip ? <span className="font-mono text-xs">{ip}</span> : words.was}</dd>
        {requestId && (
          <>
            <dt className="text-text-subtle">{words.request}</dt>
            <dd className="font-mono text-xs wrap-anywhere">{requestId}</dd>
          </>
        )}
      </dl>
      <ul className="flex flex-wrap items-center gap-x-5 gap-y-1">
        <li>
          <a href={link} className={LINK}>
            {words.link}
          </a>
        </li>
        <li>
          <CopyLink path={link} />
        </li>
        {causedBy && (
          <li>
            <Link href={logHref(EVERYTHING, { entry: causedBy })} className={LINK}>
              {cause ? en.audit.because(cause) : words.cause}
            </Link>
          </li>
        )}
        <Ways entry={entry} address={address} />
      </ul>
      <details>
        <summary className="w-fit cursor-pointer rounded-md border border-line-strong bg-surface px-3 py-1 font-semibold hover:bg-hover">
          {words.raw}
        </summary>
        <section
          aria-label={words.raw}
          // biome-ignore lint/a11y/noNoninteractiveTabindex: a long text scrolls, also by keyboard
          tabIndex={0}
          className="mt-2 max-h-96 overflow-auto rounded-md border border-line bg-surface p-3 font-mono text-xs whitespace-pre"
        >
          {JSON.stringify({ ...entry, at: new Date(at).toISOString() }, null, 2)}
        </section>
      </details>
    </div>
  );
}

/** Where one goes from here: to the thing, and to more of the same. */
function Ways({ entry, address }: Pick<Props, "entry" | "address">) {
  const words = en.audit.entry;
  const { actor, kind, target, who } = entry;
  const href = objectHref(entry);
  const by = whoOf(actor);
  return (
    <>
      {href && (kind === "token" || kind === "role" || kind === "member") && (
        <li>
          <Link href={href} prefetch={false} className={LINK}>
            {words.open[kind]}
          </Link>
        </li>
      )}
      {by && !address.who && (
        <li>
          <Link href={logHref(address, { who: by })} prefetch={false} className={LINK}>
            {words.onlyBy(who)}
          </Link>
        </li>
      )}
      {kind !== "session" && !address.object && (
        <li>
          <Link href={logHref(address, { object: target.id })} prefetch={false} className={LINK}>
            {words.onlyOn(target.name)}
          </Link>
        </li>
      )}
    </>
  );
}

function whoOf({ member, token, operator }: Props["entry"]["actor"]): LogAddress["who"] {
  if (operator !== null) return { kind: "operator" };
  if (token) return { kind: "token", id: token.id };
  return member && { kind: "member", id: member.id };
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="flex flex-col gap-1.5">
      <h2 className="font-semibold">{title}</h2>
      {children}
    </section>
  );
}
