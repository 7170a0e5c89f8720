"use client";

import { useEffect, useState } from "react";
import * as en from "@/components/messages/en";
import { SelectField } from "@/components/ui/select-field";
import type { NamedMember } from "@/lib/tokens/view";
import type { Looker, MemberActs } from "./member-actions";

type Props = {
  memberId: string;
  ask: MemberActs["heirs"];
  looker: Looker;
  value: string;
  onChange: (id: string) => void;
  errors?: readonly string[] | undefined;
};

/** Who looks after the service tokens of somebody who leaves: the viewer at first, or nobody. */
export function HeirField({ memberId, ask, looker, value, onChange, errors }: Props) {
  const [heirs, setHeirs] = useState<readonly NamedMember[]>([]);
  useEffect(() => {
    let current = true;
    ask({ id: memberId })
      .then((answer) => current && answer.ok && setHeirs(answer.value))
      .catch(() => null); // without the others there are still the viewer and nobody
    return () => {
      current = false;
    };
  }, [ask, memberId]);
  const known = heirs.some(({ id }) => id === looker.memberId);
  const self = memberId === looker.memberId || known ? [] : [{ id: looker.memberId, name: en.memberActs.you }];
  return (
    <SelectField
      label={en.memberActs.heir}
      help={value === "" ? en.memberActs.nobodyHelp : en.memberActs.heirHelp}
      value={value}
      onChange={(event) => onChange(event.target.value)}
      errors={errors}
      options={[
        ...[...self, ...heirs].map(({ id, name }) => ({
          value: id,
          label: id === looker.memberId && known ? en.memberActs.heirYou(name) : name,
        })),
        { value: "", label: en.memberActs.nobody },
      ]}
    />
  );
}
