// biome-ignore lint/style/noRestrictedImports: the one place that may.
import NextLink from "next/link";
import type { ComponentProps } from "react";

export type LinkProps = ComponentProps<typeof NextLink>;

/**
 * A link within the product. Nothing is fetched before it is followed: every page is made for its reader at that moment, so what could be
 * fetched ahead is an empty frame, and a screen with its menu and its lists has dozens of links.
 */
export function Link(props: LinkProps) {
  return <NextLink prefetch={false} {...props} />;
}
