"use client";

import * as en from "@/components/messages/en";
import { DENSITIES, type Display, THEMES } from "@/components/ui/display";
import { keepDisplay } from "@/components/ui/keep-display";
import { Segmented } from "@/components/ui/segmented";

/** How the console is drawn for this browser. */
export function DisplayForm({ theme, density }: Pick<Display, "theme" | "density">) {
  return (
    <div className="flex flex-col gap-3">
      <Segmented
        legend={en.theme.label}
        name="theme"
        value={theme}
        options={THEMES.map((value) => ({ value, label: en.theme[value] }))}
        onChange={(value) => keepDisplay("theme", value)}
      />
      <Segmented
        legend={en.density.label}
        name="density"
        value={density}
        options={DENSITIES.map((value) => ({ value, label: en.density[value] }))}
        onChange={(value) => keepDisplay("density", value)}
      />
    </div>
  );
}
