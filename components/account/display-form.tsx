"use client";

import * as en from "@/components/messages/en";
import { DENSITIES, type Display, SHORTCUTS, THEMES, TIMES } from "@/components/ui/display";
import { keepDisplay } from "@/components/ui/keep-display";
import { Segmented } from "@/components/ui/segmented";
import { ZoneField } from "./zone-field";

/** How the console is drawn for this browser. */
export function DisplayForm({ theme, density, times, zone, chosenZone, shortcuts }: Display) {
  return (
    <div className="flex flex-col gap-4 [&_legend]:min-w-36">
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
      <Segmented
        legend={en.account.times}
        name="times"
        value={times}
        options={TIMES.map((value) => ({ value, label: en.view.timesIn[value] }))}
        onChange={(value) => keepDisplay("times", value)}
      />
      <div className="flex flex-col gap-1">
        <Segmented
          legend={en.account.shortcuts}
          name="shortcuts"
          value={shortcuts}
          options={SHORTCUTS.map((value) => ({ value, label: en.account.shortcutsAre[value] }))}
          onChange={(value) => keepDisplay("shortcuts", value)}
        />
        <p className="text-xs text-text-subtle">{en.account.shortcutsHelp}</p>
      </div>
      <ZoneField zone={zone} chosen={chosenZone} />
    </div>
  );
}
