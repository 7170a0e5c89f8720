import type { ReactNode } from "react";

/** A page's one heading, and what can be done on the page as a whole. */
export function PageHeader({
  title,
  count,
  children,
}: {
  title: string;
  count?: number | string | null;
  children?: ReactNode;
}) {
  return (
    <div className="flex min-h-(--control-height) flex-wrap items-center justify-between gap-3">
      <h1 className="text-xl font-semibold" tabIndex={-1}>
        {title}
        {count !== undefined && count !== null && (
          <span className="tnum ms-2 text-base font-normal text-text-subtle">{count.toLocaleString("en")}</span>
        )}
      </h1>
      {children}
    </div>
  );
}
