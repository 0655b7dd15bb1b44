"use client";

import { useRouter } from "next/navigation";
import type { NavItem } from "./nav-items";
import { shortcutGroups, useShortcut } from "./shortcuts";

/** `g` and a letter goes to a page. */
export function GoToShortcuts({ items }: { items: readonly NavItem[] }) {
  return items.map((item) => <GoToShortcut key={item.key} item={item} />);
}

function GoToShortcut({ item }: { item: NavItem }) {
  const router = useRouter();
  useShortcut(`g ${item.letter}`, item.label, () => router.push(item.href), { group: shortcutGroups.goTo });
  return null;
}
