import { cn } from "./cn";

export type Look = "primary" | "secondary" | "ghost" | "danger";

const BASE =
  "inline-flex items-center justify-center gap-1.5 whitespace-nowrap rounded-md px-3 text-sm font-semibold select-none " +
  "transition-colors duration-75 active:translate-y-[0.5px] h-(--control-height) pointer-coarse:min-h-11 " +
  "aria-disabled:cursor-not-allowed aria-disabled:opacity-60";

const LOOKS: Record<Look, string> = {
  primary: "bg-primary text-on-primary shadow-btn hover:bg-primary-hover",
  secondary: "bg-surface text-text border border-line-strong hover:bg-hover",
  ghost: "text-text hover:bg-hover",
  danger: "bg-danger text-on-danger shadow-btn hover:bg-danger-hover",
};

/** What makes a button or a link look like a button. */
export function buttonLook(look: Look, className?: string): string {
  return cn(BASE, LOOKS[look], className);
}
