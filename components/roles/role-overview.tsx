import * as en from "@/components/messages/en";
import { OwnKinds } from "@/components/policy/own-kinds";
import type { RoleHolders } from "@/lib/members/view";
import { type Catalogue, catalogueWith } from "@/lib/policy/catalogue";
import { attributeKeysOf, type RoleVersionView, type RoleView } from "@/lib/roles/view";
import type { Comparison } from "./comparison";
import type { RoleEndActs } from "./role-acts";
import { RoleCrumbs } from "./role-crumbs";
import { RoleGraph } from "./role-graph";
import { RoleHistory } from "./role-history";
import { RoleHoldersPanel } from "./role-holders";
import { RoleMatrix } from "./role-matrix";
import { roleSentence } from "./role-sentence";
import { RoleTools } from "./role-tools";
import { StatementList } from "./statement-list";

type Props = {
  role: RoleView;
  versions: readonly RoleVersionView[];
  comparison: Comparison | null;
  holders: RoleHolders | null;
  may: { edit: boolean; delete: boolean };
  acts: RoleEndActs;
  /** The kinds of resources that the account named itself. */
  own: Catalogue;
  now: number;
  zone: string;
};

/** All there is to know of one custom role. */
export function RoleOverview({ role, versions, comparison, holders, may, acts, own, now, zone }: Props) {
  const attributes = attributeKeysOf(role.policy);
  const catalogue = catalogueWith(own);
  const tokens = role.assignedTo.personalTokens + role.assignedTo.serviceTokens;
  return (
    <div className="mx-auto flex max-w-[1120px] flex-col gap-6">
      <div>
        <RoleCrumbs here={role.name} />
        <div className="flex flex-wrap items-center justify-between gap-3">
          <h1
            className="flex min-w-0 flex-wrap items-baseline gap-x-3 text-xl font-semibold wrap-anywhere"
            tabIndex={-1}
          >
            <span dir="auto">{role.name}</span>
            <span className="font-mono text-xs font-normal text-text-subtle">{role.key}</span>
          </h1>
          <RoleTools role={role} holders={holders} may={may} acts={acts} now={now} zone={zone} />
        </div>
        {role.description && (
          <p className="max-w-[720px] whitespace-pre-wrap pt-1 wrap-anywhere text-text-muted" dir="auto">
            {role.description}
          </p>
        )}
      </div>
      <div className="grid gap-7 lg:grid-cols-[minmax(0,1fr)_360px]">
        <div className="flex min-w-0 flex-col gap-7">
          <section className="flex flex-col gap-3">
            <h2 className="font-semibold">{en.roles.allows}</h2>
            <p className="wrap-anywhere text-base">{roleSentence(role, catalogue)}</p>
            <p className="text-text-muted">
              {role.basePermissions === "reader" ? en.roles.viewsAll : en.roles.viewsNothing}
            </p>
            {attributes.length > 0 && <p className="text-text-muted">{en.roles.attributes(attributes)}</p>}
            <OwnKinds kinds={own}>
              <RoleMatrix role={{ policy: role.policy, basePermissions: role.basePermissions }} />
            </OwnKinds>
          </section>
          <section className="flex flex-col gap-2">
            <h2 className="font-semibold">{en.roles.policy}</h2>
            <div className="rounded-lg border border-line bg-surface px-4 py-1">
              {role.policy.length === 0 ? (
                <p className="py-2 text-text-subtle">{en.roles.noStatements}</p>
              ) : (
                <StatementList statements={role.policy} label={en.roles.policy} />
              )}
            </div>
          </section>
          {holders && holders.tokens.length > 0 && (
            <section className="flex flex-col gap-2 max-sm:hidden">
              <h2 className="font-semibold">{en.roles.graph.title}</h2>
              <RoleGraph role={role.name} tokens={holders.tokens} total={tokens} now={now} />
            </section>
          )}
          <RoleHistory
            roleKey={role.key}
            versions={versions}
            comparison={comparison}
            mayRestore={may.edit}
            catalogue={catalogue}
            now={now}
            zone={zone}
          />
        </div>
        <aside aria-label={en.roles.holders.members} className="min-w-0">
          <RoleHoldersPanel role={role} holders={holders} now={now} zone={zone} />
        </aside>
      </div>
    </div>
  );
}
