import type { ReactNode } from "react";
import * as en from "@/components/messages/en";
import { roleName } from "@/lib/core/refusal-sentence";
import type { MemberView } from "@/lib/members/view";

/** Base role and custom roles: what a member holds, and which of it is in effect (ruling R2). */
export function MemberRoles({ member: { baseRole, roles } }: { member: Pick<MemberView, "baseRole" | "roles"> }) {
  const replaced = roles.length > 0 && baseRole !== "owner";
  return (
    <Facts title={en.member.roles} id="roles">
      <Fact term={en.member.baseRole}>
        <span className={replaced ? "text-text-subtle" : ""}>{roleName(baseRole)}</span>
        {replaced && <Small>{en.member.replaced}</Small>}
        {baseRole === "owner" && roles.length > 0 && <Small>{en.member.ownerKeeps}</Small>}
      </Fact>
      <Fact term={en.member.customRoles}>
        {roles.length === 0 ? (
          <span className="text-text-subtle">{en.member.noCustom}</span>
        ) : (
          <ul className="flex flex-col gap-1">
            {roles.map(({ id, key, name, deleted }) => (
              <li key={id} className="wrap-anywhere">
                {deleted ? (
                  <s dir="auto">{name}</s>
                ) : (
                  <a
                    href={`/roles/${encodeURIComponent(key)}`}
                    className="rounded-sm text-accent hover:underline"
                    dir="auto"
                  >
                    {name}
                  </a>
                )}
                {deleted && <span className="text-xs text-text-subtle"> · {en.member.gone}</span>}
              </li>
            ))}
          </ul>
        )}
      </Fact>
    </Facts>
  );
}

/** What the gaps of held roles are filled with. */
export function MemberAttributes({ attributes }: { attributes: MemberView["roleAttributes"] }) {
  const all = Object.entries(attributes);
  return (
    <Facts title={en.member.attributes} id="attributes">
      {all.length === 0 ? (
        <p className="text-text-subtle">{en.member.noAttributes}</p>
      ) : (
        all.map(([key, values]) => (
          <Fact key={key} term={key}>
            <span className="font-mono text-xs wrap-anywhere">{values.join(", ")}</span>
          </Fact>
        ))
      )}
    </Facts>
  );
}

function Facts({ title, id, children }: { title: string; id: string; children: ReactNode }) {
  return (
    <section aria-labelledby={id} className="flex flex-col gap-3 rounded-lg border border-line bg-surface p-4">
      <h2 id={id} className="text-base font-semibold">
        {title}
      </h2>
      {children}
    </section>
  );
}

function Fact({ term, children }: { term: string; children: ReactNode }) {
  return (
    <div>
      <p className="text-xs text-text-subtle">{term}</p>
      <div>{children}</div>
    </div>
  );
}

function Small({ children }: { children: ReactNode }) {
  return <span className="block text-xs text-text-subtle">{children}</span>;
}
