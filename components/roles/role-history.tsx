import { ChevronDown, ChevronRight, History } from "lucide-react";
import Link from "next/link";
import * as en from "@/components/messages/en";
import { ButtonLink } from "@/components/ui/button-link";
import { RelativeTime } from "@/components/ui/relative-time";
import type { Catalogue } from "@/lib/policy/catalogue";
import type { RoleVersionView } from "@/lib/roles/view";
import type { Comparison } from "./comparison";
import { VersionChanges } from "./version-changes";

type Props = {
  roleKey: string;
  versions: readonly RoleVersionView[];
  comparison: Comparison | null;
  mayRestore: boolean;
  catalogue: Catalogue;
  now: number;
  zone: string;
};

/** The saved states of a role, newest first. Each can be held against the one before it and against the present one. */
export function RoleHistory({ roleKey, versions, comparison, mayRestore, catalogue, now, zone }: Props) {
  const { history } = en.roles;
  const [current] = versions;
  return (
    <section className="flex flex-col gap-2">
      <h2 className="font-semibold">{history.title}</h2>
      <ol className="rounded-lg border border-line bg-surface">
        {versions.map((version, i) => (
          <li
            key={version.version}
            id={`v${version.version}`}
            className="flex scroll-mt-24 flex-col gap-2 border-b border-line p-4 last:border-0"
          >
            <div className="flex flex-wrap items-center justify-between gap-x-3 gap-y-1">
              <p>
                <strong className="font-semibold">{history.version(version.version)}</strong>
                <span className="text-text-subtle">
                  {" · "}
                  <RelativeTime at={version.savedAt} serverNow={now} zone={zone} />{" "}
                  <span dir="auto">{history.by(version.savedBy ?? history.operator)}</span>
                </span>
              </p>
              {i === 0 ? (
                <span className="text-xs text-text-subtle">{history.current}</span>
              ) : (
                mayRestore && (
                  <ButtonLink
                    href={`/roles/${encodeURIComponent(roleKey)}/edit?version=${version.version}`}
                    icon={<History aria-hidden className="size-4" />}
                    aria-label={`${history.restore}: ${version.version}`}
                    prefetch={false}
                  >
                    {history.restore}
                  </ButtonLink>
                )
              )}
            </div>
            {version.comment && (
              <p className="wrap-anywhere text-text-muted" dir="auto">
                “{version.comment}”
              </p>
            )}
            {version.version === 1 && <p className="text-text-subtle">{history.first}</p>}
            <Comparing
              roleKey={roleKey}
              version={version}
              before={versions[i + 1]}
              current={current}
              catalogue={catalogue}
              open={comparison?.version === version.version ? comparison.to : null}
            />
          </li>
        ))}
      </ol>
      {versions.length === 100 && <p className="text-xs text-text-subtle">{history.older}</p>}
    </section>
  );
}

type ComparingProps = {
  roleKey: string;
  version: RoleVersionView;
  before: RoleVersionView | undefined;
  current: RoleVersionView | undefined;
  open: Comparison["to"] | null;
  catalogue: Catalogue;
};

function Comparing({ roleKey, version, before, current, open, catalogue }: ComparingProps) {
  const { history } = en.roles;
  const isCurrent = current?.version === version.version;
  const sides = [
    ...(before ? [{ to: "before" as const, text: history.against(before.version), from: before, later: version }] : []),
    ...(current && !isCurrent ? [{ to: "now" as const, text: history.untilNow, from: version, later: current }] : []),
  ];
  const shown = sides.find(({ to }) => to === open);
  if (sides.length === 0) return null;
  return (
    <>
      <ul className="flex flex-wrap gap-x-5 gap-y-1">
        {sides.map(({ to, text }) => (
          <li key={to}>
            <Link
              href={compareHref(roleKey, version.version, open === to ? null : to)}
              scroll={false}
              prefetch={false}
              aria-expanded={open === to}
              aria-label={history.comparing(version.version, text)}
              className="flex min-h-6 items-center text-accent underline-offset-2 hover:underline"
            >
              {text}
              {open === to ? (
                <ChevronDown aria-hidden className="size-4" />
              ) : (
                <ChevronRight aria-hidden className="size-4" />
              )}
            </Link>
          </li>
        ))}
      </ul>
      {shown && (
        <div className="rounded-md border border-line bg-canvas p-3">
          <VersionChanges before={shown.from} after={shown.later} catalogue={catalogue} />
        </div>
      )}
    </>
  );
}

function compareHref(roleKey: string, version: number, to: Comparison["to"] | null): string {
  const role = `/roles/${encodeURIComponent(roleKey)}`;
  return to === null ? `${role}#v${version}` : `${role}?version=${version}&to=${to}#v${version}`;
}
