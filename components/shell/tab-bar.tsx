"use client";

import { clsx } from "clsx";
import { type LucideIcon, Menu as MenuIcon } from "lucide-react";
import { usePathname } from "next/navigation";
import { type ReactNode, useState } from "react";
import { Link } from "@/components/ui/link";
import { MoreSheet } from "./more-sheet";
import { NavBadge } from "./nav-badge";
import { isCurrent, type NavItem, tabKeys } from "./nav-items";
import type { Badges } from "./nav-list";
import type { Viewer } from "./viewer";

type TabBarProps = {
  viewer: Viewer;
  items: readonly NavItem[];
  badges: Badges;
  alarm?: ReactNode;
  onSignOut?: () => void;
};

const tabClass = (current: boolean) =>
  clsx(
    "flex h-full min-h-11 flex-col items-center justify-center gap-0.5 text-xs focus-visible:-outline-offset-2",
    current ? "font-semibold text-accent" : "text-ink-2",
  );

/** The navigation of a phone: what is done on the way, within the thumb's reach; the rest behind "More". */
export function TabBar({ viewer, items, badges, alarm, onSignOut }: TabBarProps) {
  const pathname = usePathname();
  const [moreOpen, setMoreOpen] = useState(false);
  const tabs = items.filter((item) => tabKeys.includes(item.key));
  const rest = items.filter((item) => !tabKeys.includes(item.key));
  const elsewhere = rest.some((item) => isCurrent(item, pathname));
  return (
    <nav
      aria-label="Main"
      className="fixed inset-x-0 bottom-0 z-30 h-(--tabs-height) border-line border-t bg-panel pb-[env(safe-area-inset-bottom)] md:hidden print:hidden"
    >
      <ul className="flex h-full [&>li]:flex-1">
        {tabs.map((item) => (
          <li key={item.key}>
            <Link
              href={item.href}
              aria-current={isCurrent(item, pathname) ? "page" : undefined}
              className={tabClass(isCurrent(item, pathname))}
            >
              <TabIcon icon={item.icon} count={badges[item.key]} />
              {item.tabLabel ?? item.label}
            </Link>
          </li>
        ))}
        <li>
          <button
            type="button"
            aria-haspopup="dialog"
            aria-expanded={moreOpen}
            onClick={() => setMoreOpen(true)}
            className={clsx(tabClass(elsewhere), "w-full")}
          >
            <TabIcon icon={MenuIcon} count={badges.notices} />
            More
          </button>
        </li>
      </ul>
      <MoreSheet
        open={moreOpen}
        onOpenChange={setMoreOpen}
        viewer={viewer}
        items={rest}
        badges={badges}
        alarm={alarm}
        onSignOut={onSignOut}
      />
    </nav>
  );
}

function TabIcon({ icon: Icon, count }: { icon: LucideIcon; count?: number }) {
  return (
    <span className="relative">
      <Icon aria-hidden="true" className="size-5.5" strokeWidth={1.75} />
      {count ? (
        <span className="absolute -top-1.5 left-3.5">
          <NavBadge count={count} />
        </span>
      ) : null}
    </span>
  );
}
