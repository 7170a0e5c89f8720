import * as en from "@/components/messages/en";
import { formatDate } from "@/components/ui/format-time";
import type { UsageDay } from "@/lib/usage/view";
import type { DayMark } from "./day-marks";
import { TwinTable } from "./twin-table";

/** The picture of days as a table: the same numbers and marks. */
export function DaysTable({ days, marks }: { days: readonly UsageDay[]; marks: readonly DayMark[] }) {
  const textOf = (day: string) => marks.find((mark) => mark.day === day)?.text ?? "";
  const rows = days
    .filter(
      ({ day, rest, gateway, telemetry }) =>
        textOf(day) !== "" || [rest, gateway, telemetry].some(({ allowed, denied }) => allowed + denied > 0),
    )
    .reverse()
    .map(({ day, rest, gateway, telemetry }) => ({
      head: formatDate(Date.parse(day), "UTC"),
      cells: [
        rest.allowed + rest.denied,
        rest.denied,
        gateway.allowed + gateway.denied,
        telemetry.allowed + telemetry.denied,
        textOf(day),
      ],
    }));
  const { day, requests, denied, gateway, telemetry, events } = en.activity.columns;
  return (
    <TwinTable
      caption={en.activity.tableCaption}
      columns={[day, requests, denied, gateway, telemetry, events]}
      rows={rows}
    />
  );
}
