"use client";

import { Download } from "lucide-react";
import { useState } from "react";
import * as en from "@/components/messages/en";
import { DENSITIES, TIMES } from "@/components/ui/display";
import { keepCookie, keepDisplay } from "@/components/ui/keep-display";
import { Popover } from "@/components/ui/popover";
import { Segmented } from "@/components/ui/segmented";
import { COLUMNS, type Column, HIDDEN_COOKIE, type Views } from "./hidden-columns";
import { useListNavigation } from "./list-navigation";

type Props = {
  views: Views;
  /** Where the list is had as a file. */
  exportHref: string;
  anchor: HTMLElement;
  onClose: () => void;
};

const WIDTH = 320;

/** Which columns there are, how close the rows stand, how times are said; kept in cookies, so that the server draws it so. */
export function ViewPanel({ views, exportHref, anchor, onClose }: Props) {
  const [hidden, setHidden] = useState<readonly Column[]>(views.hidden);
  const { refresh } = useListNavigation();
  const toggle = (column: Column, on: boolean) => {
    const next = on ? hidden.filter((other) => other !== column) : [...hidden, column];
    setHidden(next);
    keepCookie(HIDDEN_COOKIE, next.join(","));
    refresh();
  };
  return (
    <Popover label={en.view.title} anchor={anchor} width={WIDTH} onClose={onClose}>
      <fieldset className="p-2 pt-3">
        <legend className="sr-only">{en.view.columns}</legend>
        <p aria-hidden="true" className="px-2 pb-1 font-semibold">
          {en.view.columns}
        </p>
        <div className="grid grid-cols-2">
          {COLUMNS.filter((column) => column !== "name").map((column, at) => (
            <label
              key={column}
              className="flex min-h-8 cursor-pointer items-center gap-2 rounded-sm px-2 hover:bg-neutral-bg pointer-coarse:min-h-11"
            >
              <input
                type="checkbox"
                data-autofocus={at === 0 ? true : undefined}
                checked={!hidden.includes(column)}
                onChange={(event) => toggle(column, event.target.checked)}
                className="size-4 accent-accent-solid"
              />
              {en.list.columns[column]}
            </label>
          ))}
        </div>
      </fieldset>
      <div className="flex flex-col gap-3 border-t border-line px-4 py-3">
        <Segmented
          legend={en.density.label}
          name="density"
          value={views.density}
          options={DENSITIES.map((value) => ({ value, label: en.density[value] }))}
          onChange={(value) => keepDisplay("density", value)}
        />
        <Segmented
          legend={en.view.times}
          name="times"
          value={views.times}
          options={TIMES.map((value) => ({ value, label: en.view.timesIn[value] }))}
          onChange={(value) => {
            keepDisplay("times", value);
            refresh();
          }}
        />
      </div>
      <div className="border-t border-line px-4 py-3">
        <a href={exportHref} download className="inline-flex min-h-6 items-center gap-1.5 text-accent hover:underline">
          <Download aria-hidden className="size-4" />
          {en.view.export}
        </a>
        <p className="text-xs text-text-subtle">{en.view.exportHelp}</p>
      </div>
    </Popover>
  );
}
