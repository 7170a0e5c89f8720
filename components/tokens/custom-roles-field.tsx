"use client";

import { CircleAlert, TriangleAlert } from "lucide-react";
import { useId, useState } from "react";
import * as en from "@/components/messages/en";
import { cn } from "@/components/ui/cn";
import { INPUT } from "@/components/ui/field";
import type { RoleAttributes } from "@/lib/policy/statement";
import type { RoleChoice } from "@/lib/roles/view";
import { attributesOf, isOffered, type TokenKind } from "./role-draft";

type Props = {
  kind: TokenKind;
  choices: readonly RoleChoice[];
  attributes: RoleAttributes;
  chosen: readonly string[];
  errors?: readonly string[] | undefined;
  onChange: (ids: readonly string[]) => void;
};

const SEARCH_FROM = 8;

/** One or more custom roles; those that cannot be put on this kind of token stand there with the reason. */
export function CustomRolesField({ kind, choices, attributes, chosen, errors, onChange }: Props) {
  const id = useId();
  const [text, setText] = useState("");
  const wanted = text.trim().toLowerCase();
  const shown = choices.filter(({ name, key }) => `${name} ${key}`.toLowerCase().includes(wanted));
  const missing = choices
    .filter((role) => chosen.includes(role.id) && isOffered(kind, role))
    .flatMap(attributesOf)
    .filter((key, i, all) => all.indexOf(key) === i && !attributes[key]?.length);
  const turn = (role: RoleChoice, on: boolean) =>
    onChange(on ? [...chosen, role.id] : chosen.filter((each) => each !== role.id));
  return (
    <fieldset className="flex flex-col gap-1.5" aria-describedby={`${id}-help`}>
      <legend className="mb-1.5 font-semibold">{en.heldRoles.customRoles}</legend>
      <div className={cn("rounded-lg border bg-surface", errors ? "border-danger-icon" : "border-line-strong")}>
        {choices.length >= SEARCH_FROM && (
          <div className="border-b border-line p-2">
            <input
              aria-label={en.heldRoles.findRole}
              placeholder={en.heldRoles.findRole}
              value={text}
              onChange={(event) => setText(event.target.value)}
              className={INPUT}
            />
          </div>
        )}
        <div className="max-h-64 overflow-y-auto p-1">
          {choices.length === 0 && <p className="p-2 text-text-subtle">{en.heldRoles.noRoles}</p>}
          {choices.length > 0 && shown.length === 0 && (
            <p className="p-2 text-text-subtle">{en.heldRoles.noRoleFound}</p>
          )}
          {shown.map((role) => (
            <RoleLine
              key={role.id}
              role={role}
              attributes={attributes}
              fixed={kind === "service"}
              on={chosen.includes(role.id) && isOffered(kind, role)}
              reason={isOffered(kind, role) ? undefined : en.heldRoles.notHeld}
              onTurn={(on) => turn(role, on)}
            />
          ))}
        </div>
      </div>
      {errors && (
        <p tabIndex={-1} data-role-problem className="flex items-start gap-1.5 text-xs text-danger-text">
          <CircleAlert aria-hidden className="size-4 shrink-0" />
          {errors.join(" ")}
        </p>
      )}
      {missing.map((key) => (
        <p key={key} className="flex items-start gap-1.5 text-xs text-warning-text">
          <TriangleAlert aria-hidden className="size-4 shrink-0" />
          {en.heldRoles.attributeMissing(key)}
        </p>
      ))}
      <p id={`${id}-help`} className="text-xs text-text-subtle">
        {en.heldRoles.combine} {en.heldRoles.followRoles}
      </p>
    </fieldset>
  );
}

type LineProps = {
  role: RoleChoice;
  attributes: RoleAttributes;
  fixed: boolean;
  on: boolean;
  reason: string | undefined;
  onTurn: (on: boolean) => void;
};

function RoleLine({ role, attributes, fixed, on, reason, onTurn }: LineProps) {
  const values = attributesOf(role).filter((key) => attributes[key]?.length);
  return (
    <label
      className={cn(
        "flex min-h-8 items-start gap-2 rounded-sm px-2 py-1.5 pointer-coarse:min-h-11",
        reason ? "cursor-not-allowed" : "cursor-pointer hover:bg-hover",
      )}
    >
      <input
        type="checkbox"
        checked={on}
        aria-disabled={reason ? true : undefined}
        onChange={(event) => !reason && onTurn(event.target.checked)}
        className="mt-0.5 size-4 shrink-0 accent-accent-solid aria-disabled:opacity-50"
      />
      <span className="min-w-0 flex-1">
        <span className={cn("block", reason && "text-text-subtle")} dir="auto">
          {role.name}
        </span>
        {reason ? (
          <span className="block text-xs text-text-subtle">{reason}</span>
        ) : (
          role.description !== "" && (
            <span className="block truncate text-xs text-text-subtle" dir="auto">
              {role.description}
            </span>
          )
        )}
        {values.map((key) => (
          <span key={key} className="block font-mono text-2xs text-text-subtle">
            {(fixed ? en.heldRoles.attributeFixed : en.heldRoles.attribute)(key, attributes[key] ?? [])}
          </span>
        ))}
      </span>
      <span className="tnum shrink-0 text-xs text-text-subtle">{en.heldRoles.usedBy(role.tokens)}</span>
    </label>
  );
}
