import * as en from "@/components/messages/en";

const ROWS = Array.from({ length: 12 }, (_, at) => `row-${at}`);

/** The outline of a list that is long in coming: still bars, as high as rows will be. */
export function Outline() {
  return (
    <>
      <p role="status" className="sr-only">
        {en.common.loading}
      </p>
      <div aria-hidden="true" className="flex flex-col gap-4">
        <div className="h-9 w-72 max-w-full rounded-md bg-neutral-bg" />
        <div className="overflow-hidden rounded-lg border border-line bg-surface">
          <div className="h-8" />
          {ROWS.map((row) => (
            <div key={row} className="flex h-(--row-height) items-center justify-between border-t border-line px-3">
              <i className="h-3 w-1/3 rounded-sm bg-neutral-bg" />
              <i className="h-3 w-1/5 rounded-sm bg-neutral-bg" />
            </div>
          ))}
        </div>
      </div>
    </>
  );
}
