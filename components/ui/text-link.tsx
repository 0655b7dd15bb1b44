import { clsx } from "clsx";
import { Link, type LinkProps } from "./link";

type TextLinkProps = LinkProps & {
  /** Looks like the text around it until it is pointed at: names in lists. */
  plain?: boolean;
};

/** A link in text or in a list, high enough to hit. */
export function TextLink({ plain, className, ...rest }: TextLinkProps) {
  return (
    <Link
      {...rest}
      className={clsx(
        "hit-area underline-offset-2",
        plain ? "hover:underline" : "text-accent underline decoration-accent/40 hover:decoration-accent",
        className,
      )}
    />
  );
}
