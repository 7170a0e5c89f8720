import { LoaderCircle } from "lucide-react";
import Link from "next/link";
import type { ComponentProps, ReactNode } from "react";
import { cn } from "./cn";

type Look = "primary" | "secondary" | "ghost" | "danger";

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

type Props = Omit<ComponentProps<"button">, "disabled"> & {
  look?: Look;
  icon?: ReactNode;
  /** Work is under way: the label stays, a spinner takes the icon's place. */
  busy?: boolean;
  /** Cannot be pressed now, but can be reached, so that its description can say why. */
  disabled?: boolean;
};

export function Button({
  look = "secondary",
  icon,
  busy = false,
  disabled = false,
  className,
  children,
  onClick,
  type = "button",
  ...rest
}: Props) {
  const blocked = busy || disabled;
  return (
    <button
      {...rest}
      type={type}
      aria-disabled={blocked || undefined}
      aria-busy={busy || undefined}
      onClick={(event) => (blocked ? event.preventDefault() : onClick?.(event))}
      className={cn(BASE, LOOKS[look], className)}
    >
      {busy ? <LoaderCircle aria-hidden className="size-3.5 animate-spin" /> : icon}
      {children}
    </button>
  );
}

type LinkProps = ComponentProps<typeof Link> & { look?: Look; icon?: ReactNode };

/** A link that looks like a button: for going somewhere, not for doing something. */
export function ButtonLink({ look = "secondary", icon, className, children, ...rest }: LinkProps) {
  return (
    <Link {...rest} className={cn(BASE, LOOKS[look], className)}>
      {icon}
      {children}
    </Link>
  );
}
