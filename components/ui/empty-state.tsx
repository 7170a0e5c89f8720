import type { ReactNode } from "react";

/** One icon, one sentence, one thing to do. */
export function EmptyState({
  icon,
  title,
  children,
  action,
}: {
  icon: ReactNode;
  title: string;
  children?: ReactNode;
  action?: ReactNode;
}) {
  return (
    <div className="flex flex-col items-center gap-3 rounded-lg border border-line bg-surface px-6 py-14 text-center">
      <span className="text-text-subtle [&_svg]:size-5">{icon}</span>
      <p className="text-base font-semibold">{title}</p>
      {children && <p className="max-w-96 text-balance text-text-muted">{children}</p>}
      {action && <div className="pt-1">{action}</div>}
    </div>
  );
}
