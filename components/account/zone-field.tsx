"use client";

import { useRouter } from "next/navigation";
import { useEffect, useState } from "react";
import * as en from "@/components/messages/en";
import { keepDisplay } from "@/components/ui/keep-display";
import { SelectField } from "@/components/ui/select-field";

/** In which time zone times are written: the browser's own unless another is chosen. The list of all comes with the browser. */
export function ZoneField({ zone, chosen }: { zone: string; chosen: string }) {
  const [zones, setZones] = useState<readonly string[]>(chosen === "" ? [] : [chosen]);
  const [value, setValue] = useState(chosen);
  const router = useRouter();
  useEffect(() => {
    const known = Intl.supportedValuesOf("timeZone");
    setZones([...new Set(["UTC", ...known, ...(chosen === "" ? [] : [chosen])])].sort());
  }, [chosen]);
  return (
    <div className="max-w-96">
      <SelectField
        label={en.account.zone}
        help={en.account.zoneHelp(zone)}
        value={value}
        options={[{ value: "", label: en.account.browserZone }, ...zones.map((each) => ({ value: each, label: each }))]}
        onChange={(event) => {
          setValue(event.target.value);
          keepDisplay("chosenZone", event.target.value);
          router.refresh();
        }}
      />
    </div>
  );
}
