import * as en from "@/components/messages/en";

type Row = { readonly head: string; readonly cells: readonly (number | string)[] };
type Props = { caption: string; columns: readonly string[]; rows: readonly Row[] };

/** The same as a picture says, as a table that opens under it; also without a script. */
export function TwinTable({ caption, columns, rows }: Props) {
  return (
    <details className="text-xs">
      <summary className="w-fit cursor-pointer rounded-sm py-1 text-accent">{en.activity.asTable}</summary>
      <section
        // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, also by keyboard
        tabIndex={0}
        aria-label={caption}
        className="mt-1 max-h-80 overflow-auto rounded-md border border-line"
      >
        <table className="tnum w-full border-collapse">
          <caption className="sr-only">{caption}</caption>
          <thead className="sticky top-0 bg-surface text-text-subtle">
            <tr>
              {columns.map((column, i) => (
                <th
                  key={column}
                  scope="col"
                  className={`h-7 px-2 font-normal whitespace-nowrap ${i === 0 ? "text-start" : "text-end"}`}
                >
                  {column}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map(({ head, cells }) => (
              <tr key={head} className="border-t border-line">
                <th scope="row" className="h-7 px-2 text-start font-normal whitespace-nowrap">
                  {head}
                </th>
                {cells.map((cell, i) => (
                  <td key={columns[i + 1]} className="px-2 text-end">
                    {typeof cell === "number" ? cell.toLocaleString("en") : cell}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </details>
  );
}
