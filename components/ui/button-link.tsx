import { clsx } from "clsx";
import type { ReactNode } from "react";
import { type ButtonLook, buttonClass } from "./button-class";
import { Link, type LinkProps } from "./link";

type ButtonLinkProps = LinkProps & ButtonLook & { icon?: ReactNode };

/** Goes somewhere, looks like a button. */
export function ButtonLink({ variant, size, block, iconOnly, icon, className, children, ...rest }: ButtonLinkProps) {
  return (
    <Link {...rest} className={clsx(buttonClass({ variant, size, block, iconOnly }), className)}>
      {icon}
      {children}
    </Link>
  );
}
