import type { ReactNode } from "react";

type Props = {
  label: ReactNode;
  /** The control's id, where the row has one control. */
  htmlFor?: string;
  help?: ReactNode;
  /** What the setting does to what is there already. */
  effect?: ReactNode;
  children: ReactNode;
};

/** One setting: its name, its control, and beside them what it means for what exists. */
export function SettingRow({ label, htmlFor, help, effect, children }: Props) {
  return (
    <div className="grid gap-x-6 gap-y-2 border-b border-line py-4 last:border-0 md:grid-cols-[minmax(0,220px)_minmax(0,1fr)] lg:grid-cols-[minmax(0,240px)_minmax(0,260px)_minmax(0,1fr)]">
      <div className="md:pt-1.5">
        {htmlFor === undefined ? (
          <span className="font-semibold">{label}</span>
        ) : (
          <label htmlFor={htmlFor} className="font-semibold">
            {label}
          </label>
        )}
        {help && <p className="pt-0.5 text-xs text-text-subtle">{help}</p>}
      </div>
      <div className="flex min-w-0 flex-col gap-2">{children}</div>
      {effect && <div className="min-w-0 text-text-muted md:max-lg:col-start-2 lg:pt-1.5">{effect}</div>}
    </div>
  );
}
