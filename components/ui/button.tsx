import { LoaderCircle } from "lucide-react";
import type { ComponentProps, ReactNode } from "react";
import { buttonLook, type Look } from "./button-look";

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
      className={buttonLook(look, className)}
    >
      {busy ? <LoaderCircle aria-hidden className="size-3.5 animate-spin" /> : icon}
      {children}
    </button>
  );
}
