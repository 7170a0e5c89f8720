"use client";

import { KindIcon } from "@/components/members/kind-icon";
import * as en from "@/components/messages/en";
import { LastUses } from "@/components/tokens/last-uses";
import type { RoleHolders } from "@/lib/members/view";
import { type Chosen, type Fate, fits, type OtherRole } from "./fates";

type Token = RoleHolders["tokens"][number];
type Props = {
  tokens: readonly Token[];
  /** How many have the role besides those. */
  unnamed: number;
  chosen: Chosen;
  onChange: (chosen: Chosen) => void;
  /** What can take the role's place. */
  roles: readonly OtherRole[];
  now: number;
  zone: string;
};

const SELECT =
  "h-8 min-w-0 rounded-md border border-control bg-surface px-2 text-sm pointer-coarse:min-h-11 max-sm:w-full";

/** What is to become of each token that has a role, before the role goes. */
export function TokenFates({ tokens, unnamed, chosen, onChange, roles, now, zone }: Props) {
  const words = en.roles.deleting;
  const forAll = (fate: Fate | null) =>
    onChange({
      others: fate,
      each: Object.fromEntries(
        tokens.map(({ id, kind }) => [id, fate && fits(fate, kind) ? fate : (chosen.each[id] ?? null)]),
      ),
    });
  return (
    <section className="flex flex-col gap-2" aria-label={words.fates}>
      <div className="flex flex-wrap items-center justify-between gap-2">
        <h3 className="font-semibold">{words.fates}</h3>
        <FateSelect label={words.forAll} kind="personal" fate={chosen.others} roles={roles} onChange={forAll} />
      </div>
      <ul className="max-h-72 overflow-y-auto rounded-md border border-line bg-surface" aria-label={words.fates}>
        {tokens.map((token) => (
          <li
            key={token.id}
            className="flex flex-wrap items-center justify-between gap-x-3 gap-y-1 border-b border-line px-3 py-1.5 last:border-0"
          >
            <span className="flex min-w-0 items-center gap-2">
              <KindIcon kind={token.kind} />
              <span className="truncate" dir="auto">
                {token.name || token.id}
              </span>
              <span className="shrink-0 text-xs text-text-subtle">
                <LastUses token={token} now={now} zone={zone} />
              </span>
            </span>
            <FateSelect
              label={words.fateOf(token.name || token.id)}
              kind={token.kind}
              fate={chosen.each[token.id] ?? null}
              roles={roles}
              onChange={(fate) => onChange({ ...chosen, each: { ...chosen.each, [token.id]: fate } })}
            />
          </li>
        ))}
        {unnamed > 0 && <li className="px-3 py-1.5 text-text-subtle">{words.unnamed(unnamed)}</li>}
      </ul>
      {tokens.some(({ kind }) => kind === "service") && (
        <p className="text-xs text-text-subtle">{words.serviceFixed}</p>
      )}
    </section>
  );
}

type SelectProps = {
  label: string;
  kind: Token["kind"];
  fate: Fate | null;
  roles: readonly OtherRole[];
  onChange: (fate: Fate | null) => void;
};

function FateSelect({ label, kind, fate, roles, onChange }: SelectProps) {
  const words = en.roles.deleting;
  const choose = (name: string) => {
    const [first] = roles;
    if (name === "replace" && first) onChange({ kind: "replace", role: first.key });
    else onChange(name === "freeze" || name === "revoke" ? { kind: name } : null);
  };
  return (
    <span className="flex min-w-0 flex-wrap gap-2 max-sm:w-full">
      <select
        aria-label={label}
        value={fate?.kind ?? ""}
        onChange={(event) => choose(event.target.value)}
        className={SELECT}
      >
        <option value="">{words.choose}</option>
        <option value="freeze">{words.freeze}</option>
        {kind === "personal" && roles.length > 0 && <option value="replace">{words.replace}</option>}
        <option value="revoke">{words.revoke}</option>
      </select>
      {fate?.kind === "replace" && (
        <select
          aria-label={`${label}: ${words.withRole}`}
          value={fate.role}
          onChange={(event) => onChange({ kind: "replace", role: event.target.value })}
          className={`${SELECT} max-w-44`}
        >
          {roles.map(({ key, name }) => (
            <option key={key} value={key}>
              {name}
            </option>
          ))}
        </select>
      )}
    </span>
  );
}
