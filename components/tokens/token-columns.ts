import { columnVisibilityFeature, createColumnHelper, tableFeatures } from "@tanstack/react-table";
import * as en from "@/components/messages/en";
import { COLUMNS, type Column } from "./hidden-columns";
import type { TableRow } from "./list-row";

/**
 * What the browser does with the table. Order and pages come from the server; a selection that reaches beyond the page and
 * leaves out single tokens is more than the table's own keeps.
 */
export const features = tableFeatures({ columnVisibilityFeature });

const column = createColumnHelper<typeof features, TableRow>();

export const columns = column.columns(
  COLUMNS.map((id) => column.display({ id, header: en.list.columns[id], enableHiding: id !== "name" })),
);

/**
 * From which width of the window a column is there, and how wide: as much as its longest words need, the name has the
 * rest. What a narrow window leaves out stands in the name's cell: the status before it, the type under it.
 */
export const WIDTHS: Record<Column, string> = {
  name: "max-[480px]:ps-3 2xl:w-[19%]",
  type: "hidden md:table-cell lg:hidden xl:table-cell w-22 2xl:w-[8%]",
  owner: "hidden lg:table-cell w-30 2xl:w-[12%]",
  role: "hidden md:table-cell w-25 2xl:w-[15%]",
  lastUsed: "w-28 xl:w-43 2xl:w-[18%]",
  created: "hidden xl:table-cell w-22 2xl:w-[8%]",
  expires: "hidden lg:table-cell w-22 2xl:w-[8%]",
  status: "hidden sm:table-cell w-29 2xl:w-[9%]",
};

/** What every cell of the table keeps to its sides. */
export const PADDING = "px-1.5 2xl:px-2.5";
