import { clsx } from "clsx";

export type ButtonVariant = "primary" | "default" | "quiet" | "danger" | "accept";
export type ButtonSize = "sm" | "md" | "lg";
export type ButtonLook = { variant?: ButtonVariant; size?: ButtonSize; block?: boolean; iconOnly?: boolean };

const variants: Record<ButtonVariant, string> = {
  primary: "border-transparent bg-primary text-on-primary hover:not-aria-disabled:opacity-88",
  default: "border-line bg-panel text-ink hover:not-aria-disabled:border-control hover:not-aria-disabled:bg-sunken",
  quiet: "border-transparent text-ink-2 hover:not-aria-disabled:bg-sunken hover:not-aria-disabled:text-ink",
  danger: "border-line bg-panel text-risk hover:not-aria-disabled:border-risk hover:not-aria-disabled:bg-risk-ground",
  accept: "border-transparent bg-clear text-on-clear hover:not-aria-disabled:opacity-88",
};

// On a phone each is at least 44 px high, whatever its size.
const sizes: Record<ButtonSize, string> = {
  sm: "min-h-7 px-2.5 text-sm phone:min-h-11 phone:px-3.5",
  md: "min-h-8 px-3 text-base phone:min-h-11 phone:px-4",
  lg: "min-h-10 px-4 text-base phone:min-h-12 phone:text-lg",
};

/** The classes of a button, for what must look like one but is something else (a link, a summary, a label). */
export function buttonClass({ variant = "default", size = "md", block, iconOnly }: ButtonLook = {}): string {
  return clsx(
    "inline-flex select-none items-center justify-center gap-1.5 whitespace-nowrap rounded-md border font-medium no-underline",
    "transition-[background-color,border-color,opacity,color] duration-100 print:hidden",
    variants[variant],
    sizes[size],
    iconOnly && "aspect-square grow-0! px-0! phone:min-w-11",
    block ? "w-full" : "shrink-0",
  );
}
