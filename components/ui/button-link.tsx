import Link from "next/link";
import type { ComponentProps, ReactNode } from "react";
import { buttonLook, type Look } from "./button-look";

type Props = ComponentProps<typeof Link> & { look?: Look; icon?: ReactNode };

/** A link that looks like a button: for going somewhere, not for doing something. */
export function ButtonLink({ look = "secondary", icon, className, children, ...rest }: Props) {
  return (
    <Link {...rest} className={buttonLook(look, className)}>
      {icon}
      {children}
    </Link>
  );
}
