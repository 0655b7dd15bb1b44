import { clsx } from "clsx";
import Link from "next/link";
import type { ComponentProps, ReactNode } from "react";
import { type ButtonLook, buttonClass } from "./button-class";

type ButtonLinkProps = ComponentProps<typeof Link> & ButtonLook & { icon?: ReactNode };

/** Goes somewhere, looks like a button. */
export function ButtonLink({ variant, size, block, iconOnly, icon, className, children, ...rest }: ButtonLinkProps) {
  return (
    <Link {...rest} className={clsx(buttonClass({ variant, size, block, iconOnly }), className)}>
      {icon}
      {children}
    </Link>
  );
}
