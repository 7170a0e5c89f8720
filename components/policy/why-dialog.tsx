"use client";

import * as en from "@/components/messages/en";
import { Button } from "@/components/ui/button";
import { Dialog, DialogActions } from "@/components/ui/dialog";
import { ACTION_GROUPS } from "@/lib/policy/action";
import { candidatesOf } from "@/lib/policy/candidates";
import { type MatrixCell, permissionMatrix } from "@/lib/policy/matrix";
import type { Grants } from "@/lib/policy/statement";
import { filledIn } from "./filled-in";
import { allRows } from "./matrix-rows";
import { Tile, tileInWords } from "./tile";
import { useCatalogue } from "./use-catalogue";

type Props = { grants: Grants; heldBy: string; onClose: () => void };

/** Three narrow matrices side by side: asked for ∩ held = what the token gets, where they differ. */
export function WhyDialog({ grants, heldBy, onClose }: Props) {
  const filled = filledIn(grants);
  const catalogue = useCatalogue();
  const [declared, first, ...more] = filled;
  const alsoOn = candidatesOf(filled, catalogue).flatMap(({ resources }) => resources);
  const rowsOf = (some: Grants) => allRows(permissionMatrix(some, { alsoOn, catalogue }), catalogue);
  const [asked, gets] = [rowsOf([declared]), rowsOf(filled)];
  const held = first ? rowsOf([first, ...more]) : asked;
  const differing = asked.flatMap((row, i) =>
    ACTION_GROUPS.some((group) => row.cells[group].allowed !== gets[i]?.cells[group].allowed) ? i : [],
  );
  const parts = [
    [en.can.whyColumns.asked, asked],
    [heldBy, held],
    [en.can.whyColumns.gets, gets],
  ] as const;
  return (
    <Dialog title={en.can.whyTitle} width={860} onLeave={onClose}>
      {differing.length === 0 ? (
        <p>{en.can.whySame}</p>
      ) : (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, also by keyboard
        <div tabIndex={0} className="max-h-[60dvh] overflow-auto">
          <table className="w-full border-collapse text-xs">
            <caption className="sr-only">{en.can.whyTitle}</caption>
            <thead className="text-text-subtle">
              <tr>
                <th rowSpan={2} scope="col" className="text-start align-bottom font-normal">
                  {en.can.resource}
                </th>
                {parts.map(([label]) => (
                  <th
                    key={label}
                    colSpan={ACTION_GROUPS.length}
                    scope="colgroup"
                    className="px-3 pb-1 text-center text-text"
                  >
                    {label}
                  </th>
                ))}
              </tr>
              <tr>
                {parts.map(([label]) =>
                  ACTION_GROUPS.map((group) => (
                    <th
                      key={`${label}${group}`}
                      scope="col"
                      className="px-0.5 pb-1 text-center text-2xs font-normal first-of-type:ps-3"
                    >
                      {en.can.groups[group]}
                    </th>
                  )),
                )}
              </tr>
            </thead>
            <tbody>
              {differing.map((at) => (
                <tr key={gets[at]?.key} className="border-t border-line">
                  <th scope="row" className="py-1 pe-2 text-start font-normal whitespace-nowrap">
                    {gets[at]?.label}
                  </th>
                  {parts.map(([label, rows]) =>
                    ACTION_GROUPS.map((group) => <WhyCell key={`${label}${group}`} cell={rows[at]?.cells[group]} />),
                  )}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      <DialogActions>
        <Button onClick={onClose} data-autofocus>
          {en.common.close}
        </Button>
      </DialogActions>
    </Dialog>
  );
}

function WhyCell({ cell }: { cell: MatrixCell | undefined }) {
  return (
    <td className="px-0.5 py-1 text-center">
      {cell && <Tile cell={cell} />}
      {cell && <span className="sr-only">{tileInWords(cell)}</span>}
    </td>
  );
}
