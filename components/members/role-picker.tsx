"use client";

import { Search } from "lucide-react";
import { useId, useState } from "react";
import * as en from "@/components/messages/en";
import { INPUT } from "@/components/ui/field";
import type { RoleOffer } from "./member-actions";
import { isGone } from "./rights-draft";

type Props = {
  offers: readonly RoleOffer[];
  chosen: readonly string[];
  onChange: (keys: string[]) => void;
  errors?: readonly string[] | undefined;
};

const SEARCHED_FROM = 7;

/** Any number of custom roles, found by name or key; native checkboxes, so the keys are the browser's. */
export function RolePicker({ offers, chosen, onChange, errors }: Props) {
  const id = useId();
  const [sought, setSought] = useState("");
  const text = sought.trim().toLowerCase();
  const shown = offers.filter(({ key, name }) => `${name} ${key}`.toLowerCase().includes(text));
  const toggle = (key: string) =>
    onChange(chosen.includes(key) ? chosen.filter((other) => other !== key) : [...chosen, key]);
  return (
    <fieldset className="flex min-w-0 flex-col gap-1.5" aria-describedby={`${id}-help${errors ? ` ${id}-error` : ""}`}>
      <legend className="float-start w-full pb-1.5 font-semibold">
        {en.memberActs.customRoles}
        {chosen.length > 0 && (
          <span className="ms-2 font-normal text-text-subtle">{en.memberActs.chosen(chosen.length)}</span>
        )}
      </legend>
      {offers.length >= SEARCHED_FROM && (
        <div className="relative">
          <Search aria-hidden className="absolute inset-y-0 start-2.5 my-auto size-4 text-text-subtle" />
          <input
            type="search"
            value={sought}
            onChange={(event) => setSought(event.target.value)}
            aria-label={en.memberActs.findRole}
            placeholder={en.memberActs.findRole}
            className={`${INPUT} ps-8`}
          />
        </div>
      )}
      <div className="max-h-44 overflow-y-auto rounded-md border border-line">
        {shown.map((offer) => (
          <Row key={offer.key} offer={offer} checked={chosen.includes(offer.key)} onToggle={() => toggle(offer.key)} />
        ))}
        {shown.length === 0 && (
          <p className="px-3 py-2 text-text-subtle">
            {offers.length === 0 ? en.memberActs.noRoles : en.memberActs.noMatch}
          </p>
        )}
      </div>
      {errors && (
        <p id={`${id}-error`} className="text-xs text-danger-text">
          {errors.join(" ")}
        </p>
      )}
      <p id={`${id}-help`} className="text-xs text-text-subtle">
        {en.memberActs.customRolesHelp}
      </p>
    </fieldset>
  );
}

function Row({ offer, checked, onToggle }: { offer: RoleOffer; checked: boolean; onToggle: () => void }) {
  return (
    <label className="flex min-h-9 cursor-pointer items-start gap-2.5 border-b border-line px-3 py-1.5 last:border-0 hover:bg-hover pointer-coarse:min-h-11">
      <input
        type="checkbox"
        checked={checked}
        onChange={onToggle}
        className="mt-0.5 size-4 shrink-0 accent-accent-solid"
      />
      <span className="min-w-0 flex-1">
        <span className="flex flex-wrap items-baseline gap-x-2">
          <span className="wrap-anywhere" dir="auto">
            {offer.name}
          </span>
          {!isGone(offer.key) && <span className="font-mono text-2xs text-text-subtle">{offer.key}</span>}
        </span>
        {offer.description && (
          <span className="line-clamp-1 text-xs text-text-subtle" dir="auto">
            {offer.description}
          </span>
        )}
      </span>
    </label>
  );
}
