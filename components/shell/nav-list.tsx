"use client";

import { clsx } from "clsx";
import { usePathname } from "next/navigation";
import { Link } from "@/components/ui/link";
import { NavBadge } from "./nav-badge";
import { isCurrent, type NavItem } from "./nav-items";

export type Badges = Readonly<Record<string, number>>;

type NavListProps = { items: readonly NavItem[]; badges: Badges; onNavigate?: () => void };

/** The places to go, those of every day first, what is set up once below. */
export function NavList({ items, badges, onNavigate }: NavListProps) {
  const pathname = usePathname();
  const work = items.filter((item) => item.group === "work");
  const setup = items.filter((item) => item.group === "setup");
  const links = (group: readonly NavItem[]) =>
    group.map((item) => (
      <NavLink
        key={item.key}
        item={item}
        count={badges[item.key]}
        current={isCurrent(item, pathname)}
        onNavigate={onNavigate}
      />
    ));
  return (
    <>
      <ul className="grid gap-px">{links(work)}</ul>
      {setup.length > 0 && (
        <>
          <h2 className="px-2 pt-4 pb-1 font-medium text-2xs text-ink-2 uppercase tracking-[0.07em]">Set up</h2>
          <ul className="grid gap-px">{links(setup)}</ul>
        </>
      )}
    </>
  );
}

type NavLinkProps = { item: NavItem; count: number | undefined; current: boolean; onNavigate?: () => void };

function NavLink({ item, count, current, onNavigate }: NavLinkProps) {
  const Icon = item.icon;
  return (
    <li>
      <Link
        href={item.href}
        onClick={onNavigate}
        aria-current={current ? "page" : undefined}
        className={clsx(
          "flex min-h-8 items-center gap-2.5 rounded-md px-2 phone:min-h-12 phone:text-lg",
          current ? "bg-sunken font-semibold text-ink" : "text-ink-2 hover:bg-sunken/60 hover:text-ink",
        )}
      >
        <Icon aria-hidden="true" className="size-4 shrink-0 phone:size-5" strokeWidth={current ? 2.25 : 1.75} />
        <span className="grow">{item.label}</span>
        <NavBadge count={count} />
      </Link>
    </li>
  );
}
