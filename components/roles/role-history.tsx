import { History } from "lucide-react";
import * as en from "@/components/messages/en";
import { ButtonLink } from "@/components/ui/button-link";
import { RelativeTime } from "@/components/ui/relative-time";
import type { RoleVersionView } from "@/lib/roles/view";
import { Sign, StatementList } from "./statement-list";
import { statementDifference } from "./statement-words";

type Props = {
  roleKey: string;
  versions: readonly RoleVersionView[];
  mayRestore: boolean;
  now: number;
  zone: string;
};

/** The saved states of a role, newest first, each with what it changed of the one before. */
export function RoleHistory({ roleKey, versions, mayRestore, now, zone }: Props) {
  return (
    <section className="flex flex-col gap-2">
      <h2 className="font-semibold">{en.roles.history.title}</h2>
      <ol className="rounded-lg border border-line bg-surface">
        {versions.map((version, i) => (
          <li key={version.version} className="flex flex-col gap-2 border-b border-line p-4 last:border-0">
            <div className="flex flex-wrap items-center justify-between gap-x-3 gap-y-1">
              <p>
                <strong className="font-semibold">{en.roles.history.version(version.version)}</strong>
                <span className="text-text-subtle">
                  {" · "}
                  <RelativeTime at={version.savedAt} serverNow={now} zone={zone} />{" "}
                  <span dir="auto">{en.roles.history.by(version.savedBy ?? en.roles.history.operator)}</span>
                </span>
              </p>
              {i === 0 ? (
                <span className="text-xs text-text-subtle">{en.roles.history.current}</span>
              ) : (
                mayRestore && (
                  <ButtonLink
                    href={`/roles/${encodeURIComponent(roleKey)}/edit?version=${version.version}`}
                    icon={<History aria-hidden className="size-4" />}
                    aria-label={`${en.roles.history.restore}: ${version.version}`}
                    prefetch={false}
                  >
                    {en.roles.history.restore}
                  </ButtonLink>
                )
              )}
            </div>
            {version.comment && (
              <p className="wrap-anywhere text-text-muted" dir="auto">
                “{version.comment}”
              </p>
            )}
            <Changes before={versions[i + 1]} after={version} />
          </li>
        ))}
      </ol>
      {versions.length === 100 && <p className="text-xs text-text-subtle">{en.roles.history.older}</p>}
    </section>
  );
}

function Changes({ before, after }: { before: RoleVersionView | undefined; after: RoleVersionView }) {
  const { history } = en.roles;
  if (!before) return after.version === 1 ? <p className="text-text-subtle">{history.first}</p> : null;
  const { added, removed } = statementDifference(before.policy, after.policy);
  const words = sayings(before, after);
  const moved = added.length + removed.length === 0 && JSON.stringify(before.policy) !== JSON.stringify(after.policy);
  const nothing = words.length === 0 && added.length + removed.length === 0 && !moved;
  return (
    <div>
      {words.map((line) => (
        <p key={line} className="text-text-muted">
          {line}
        </p>
      ))}
      {before.basePermissions !== after.basePermissions && (
        <p className="flex gap-2 py-1">
          <Sign sign={after.basePermissions === "reader" ? "+" : "−"} />
          {history.viewsAll}
        </p>
      )}
      {added.length > 0 && <StatementList statements={added} sign="+" label={en.roleEdit.review.gained} />}
      {removed.length > 0 && <StatementList statements={removed} sign="−" label={en.roleEdit.review.lost} />}
      {moved && <p className="text-text-muted">{history.moved}</p>}
      {nothing && before.basePermissions === after.basePermissions && (
        <p className="text-text-subtle">{history.same}</p>
      )}
    </div>
  );
}

function sayings(before: RoleVersionView, after: RoleVersionView): string[] {
  const { history } = en.roles;
  return [
    ...(before.name === after.name ? [] : [history.renamed(before.name, after.name)]),
    ...(before.description === after.description ? [] : [history.described]),
  ];
}
