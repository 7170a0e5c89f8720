"use client";

import dynamic from "next/dynamic";
import type { RowAct } from "./attention-reason";
import type { TableRow } from "./list-row";
import type { ListActs } from "./row-acts";
import { RowMenu } from "./row-menu";

const PauseDialog = dynamic(() => import("./pause-dialog").then((late) => late.PauseDialog), { ssr: false });
const RenameDialog = dynamic(() => import("./rename-dialog").then((late) => late.RenameDialog), { ssr: false });
const RevokeDialog = dynamic(() => import("./revoke-dialog").then((late) => late.RevokeDialog), { ssr: false });
const RotateDialog = dynamic(() => import("./rotate-dialog").then((late) => late.RotateDialog), { ssr: false });

type Props = {
  row: TableRow;
  /** The button whose menu is open; null once something was chosen. */
  anchor: HTMLElement | null;
  act: RowAct | null;
  acts: ListActs;
  viewerId: string;
  now: number;
  zone: string;
  onAct: (row: TableRow, act: RowAct) => void;
  onClose: () => void;
};

/** What lies over the list for one of its rows: the menu, or the dialog of what was chosen in it. */
export function RowLayer({ row, anchor, act, acts, viewerId, now, zone, onAct, onClose }: Props) {
  const { token } = row;
  if (act === "revoke")
    return (
      <RevokeDialog
        token={token}
        viewerId={viewerId}
        now={now}
        revoke={acts.revoke}
        pause={acts.pause}
        onClose={onClose}
      />
    );
  if (act === "pause") return <PauseDialog token={token} pause={acts.pause} resume={acts.resume} onClose={onClose} />;
  if (act === "rename") return <RenameDialog token={token} update={acts.update} onClose={onClose} />;
  if (act === "rotate")
    return <RotateDialog token={token} now={now} zone={zone} rotate={acts.rotate} onClose={onClose} />;
  return anchor && <RowMenu row={row} anchor={anchor} onAct={(chosen) => onAct(row, chosen)} onClose={onClose} />;
}
