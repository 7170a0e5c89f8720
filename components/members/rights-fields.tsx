"use client";

import * as en from "@/components/messages/en";
import { Callout } from "@/components/ui/callout";
import { TextField } from "@/components/ui/field";
import { SelectField } from "@/components/ui/select-field";
import type { Trouble } from "@/components/ui/use-act";
import { BASE_ROLES, type BaseRole } from "@/lib/core/base-role";
import { roleName } from "@/lib/core/refusal-sentence";
import type { Permissions, RoleOffer } from "./member-actions";
import { isGone, openAttributes, type RightsDraft } from "./rights-draft";
import { RolePicker } from "./role-picker";

type Props = {
  /** The person, as the warnings call them. */
  name: string;
  draft: RightsDraft;
  onChange: (change: Partial<RightsDraft>) => void;
  offers: readonly RoleOffer[];
  permissions: Pick<Permissions, "changeRole" | "assignRoles" | "setAttributes" | "rolesToGive">;
  /** Whether custom roles stood in place of the base role before. */
  replacedBefore: boolean;
  fields: Trouble["fields"];
};

/** Base role, custom roles and attribute values of one person; what cannot be changed can be read, with the reason. */
export function RightsFields({ name, draft, onChange, offers, permissions, replacedBefore, fields }: Props) {
  const { baseRole, roles, typed } = draft;
  const { changeRole, assignRoles, setAttributes, rolesToGive } = permissions;
  const options = BASE_ROLES.filter((role) => rolesToGive.includes(role) || role === baseRole);
  const attributes = openAttributes(offers, roles);
  const chosen = offers.filter(({ key }) => roles.includes(key)).map((offer) => offer.name);
  return (
    <>
      {changeRole ? (
        <SelectField
          label={en.memberActs.baseRole}
          value={baseRole}
          onChange={(event) => onChange({ baseRole: event.target.value as BaseRole })}
          errors={fields["baseRole"]}
          options={options.map((role) => ({ value: role, label: roleName(role) }))}
        />
      ) : (
        <ReadOnly label={en.memberActs.baseRole} value={roleName(baseRole)} what={en.memberActs.theBaseRole} />
      )}
      {assignRoles ? (
        <RolePicker
          offers={offers}
          chosen={roles}
          onChange={(keys) => onChange({ roles: keys })}
          errors={fields["roles"]}
        />
      ) : (
        <ReadOnly
          label={en.memberActs.customRoles}
          value={chosen.join(", ") || "–"}
          what={en.memberActs.theCustomRoles}
        />
      )}
      <Replacement
        name={name}
        baseRole={baseRole}
        replaced={roles.some((key) => !isGone(key))}
        before={replacedBefore}
      />
      {attributes.length > 0 && (
        <fieldset className="flex flex-col gap-3">
          <legend className="float-start w-full pb-1 font-semibold">{en.memberActs.attributes}</legend>
          <p className="text-xs text-text-subtle">{en.memberActs.attributesHelp}</p>
          {attributes.map((key) =>
            setAttributes ? (
              <TextField
                key={key}
                label={key}
                value={typed[key] ?? ""}
                onChange={(event) => onChange({ typed: { ...typed, [key]: event.target.value } })}
                help={(typed[key] ?? "").trim() === "" ? en.memberActs.attributeEmpty(key) : undefined}
                errors={attributeErrors(fields, key)}
                autoComplete="off"
                spellCheck={false}
              />
            ) : (
              <ReadOnly key={key} label={key} value={typed[key] || "–"} what={en.memberActs.theAttributes} />
            ),
          )}
        </fieldset>
      )}
    </>
  );
}

function ReadOnly({ label, value, what }: { label: string; value: string; what: string }) {
  return (
    <p>
      <span className="block font-semibold">{label}</span>
      <span className="block wrap-anywhere text-base">{value}</span>
      <span className="block text-xs text-text-subtle">{en.memberActs.onlyReadable(what)}</span>
    </p>
  );
}

type ReplacementProps = { name: string; baseRole: BaseRole; replaced: boolean; before: boolean };

/** What surprises people: direct custom roles stand in place of the base role (ruling R2). */
function Replacement({ name, baseRole, replaced, before }: ReplacementProps) {
  if (baseRole === "owner") return replaced ? <Callout tone="neutral">{en.memberActs.ownerKeeps}</Callout> : null;
  if (replaced) {
    return (
      <Callout tone="warning" role="status">
        {en.memberActs.replaces(name, roleName(baseRole))}
      </Callout>
    );
  }
  if (!before) return null;
  return (
    <Callout tone="warning" role="status">
      {en.memberActs.returns(name, roleName(baseRole))}
    </Callout>
  );
}

function attributeErrors(fields: Trouble["fields"], key: string): string[] | undefined {
  const about = Object.entries(fields).filter(
    ([path]) => path === `roleAttributes/${key}` || path.startsWith(`roleAttributes/${key}/`),
  );
  return about.length === 0 ? undefined : [...new Set(about.flatMap(([, sentences]) => sentences))];
}
