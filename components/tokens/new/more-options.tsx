"use client";

import * as en from "@/components/messages/en";
import { SelectField } from "@/components/ui/select-field";
import { API_VERSIONS } from "@/lib/tokens/limits";

/** What is seldom chosen about a new token. */
export function MoreOptions({ version, onChange }: { version: number; onChange: (version: number) => void }) {
  const options = API_VERSIONS.map((each, i) => ({
    value: String(each),
    label: i === 0 ? en.prefill.newest(each) : String(each),
  }));
  return (
    <div className="max-w-80 pt-3">
      <SelectField
        label={en.prefill.version}
        help={en.prefill.versionHelp}
        options={options}
        value={String(version)}
        onChange={(event) => onChange(Number(event.target.value))}
      />
    </div>
  );
}
