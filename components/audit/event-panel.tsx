"use client";

import * as en from "@/components/messages/en";
import { upper } from "@/components/messages/words";
import { Popover } from "@/components/ui/popover";
import { AUDIT_KINDS, type AuditKind } from "@/lib/audit/view";
import type { ActOption } from "./act-options";
import type { PanelProps } from "./panel-props";

const LINE = "flex min-h-7 cursor-pointer items-center gap-2 rounded-md px-2 hover:bg-hover";

/** Which events: whole groups, or single acts, which narrow their group. */
export function EventPanel({ address, acts, anchor, onChange, onClose }: PanelProps & { acts: readonly ActOption[] }) {
  const { kinds, acts: chosen } = address;
  const words = en.audit.filters;
  const ofKind = (kind: AuditKind) => acts.filter((each) => each.kind === kind);
  const toggleKind = (kind: AuditKind) =>
    onChange({
      kinds: kinds.includes(kind) ? kinds.filter((each) => each !== kind) : [...kinds, kind],
      acts: chosen.filter((act) => !ofKind(kind).some((each) => each.act === act)),
    });
  const toggleAct = ({ act, kind }: ActOption) =>
    onChange({
      kinds: kinds.filter((each) => each !== kind),
      acts: chosen.includes(act) ? chosen.filter((each) => each !== act) : [...chosen, act],
    });
  return (
    <Popover label={words.event} anchor={anchor} width={340} onClose={onClose}>
      <div className="min-h-0 overflow-y-auto p-2">
        {AUDIT_KINDS.map((kind, i) => (
          <fieldset key={kind} className="pb-2">
            <legend className="sr-only">{words.kinds[kind]}</legend>
            <label className={`${LINE} font-semibold`}>
              <input
                type="checkbox"
                checked={kinds.includes(kind)}
                data-autofocus={i === 0 ? "" : undefined}
                onChange={() => toggleKind(kind)}
              />
              {words.kinds[kind]}
            </label>
            {ofKind(kind).map((option) => (
              <label key={option.act} className={`${LINE} ms-6 text-text-muted`}>
                <input type="checkbox" checked={chosen.includes(option.act)} onChange={() => toggleAct(option)} />
                {upper(option.verb)}
              </label>
            ))}
          </fieldset>
        ))}
      </div>
    </Popover>
  );
}
