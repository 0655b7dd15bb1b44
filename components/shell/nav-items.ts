import {
  Bell,
  BookmarkCheck,
  CalendarDays,
  CalendarHeart,
  CalendarRange,
  ChartNoAxesCombined,
  FileCheck,
  FileCode2,
  FlaskConical,
  History,
  KeyRound,
  ListChecks,
  type LucideIcon,
  PackageOpen,
  Rocket,
  ScrollText,
  Server,
  Signature,
  Snowflake,
  TrainFront,
  TramFront,
  TriangleAlert,
  Users,
  Webhook,
} from "lucide-react";
import type { Permission } from "@/lib/domain/permission";
import type { Viewer } from "./viewer";

export type NavItem = {
  /** Also the key of its count in `badges`. */
  key: string;
  label: string;
  /** A shorter word for the tab bar of a phone. */
  tabLabel?: string;
  href: string;
  icon: LucideIcon;
  group: "work" | "setup";
  /** The second key after `g`. */
  letter: string;
  /** Has a place of its own on a wide screen (the bell), so that the list there leaves it out. */
  ownPlace?: true;
  permission: Permission;
};

export const navItems: readonly NavItem[] = [
  {
    key: "schedule",
    label: "Schedule",
    href: "/schedule",
    icon: CalendarDays,
    group: "work",
    letter: "s",
    permission: "plan.read",
  },
  {
    key: "conflicts",
    label: "Conflicts",
    href: "/conflicts",
    icon: TriangleAlert,
    group: "work",
    letter: "c",
    permission: "plan.read",
  },
  {
    key: "bookings",
    label: "Bookings",
    href: "/bookings",
    icon: BookmarkCheck,
    group: "work",
    letter: "o",
    permission: "plan.read",
  },
  {
    key: "trains",
    label: "Trains",
    href: "/trains",
    icon: TrainFront,
    group: "work",
    letter: "t",
    permission: "plan.read",
  },
  {
    key: "queue",
    label: "QA queue",
    tabLabel: "Queue",
    href: "/queue",
    icon: ListChecks,
    group: "work",
    letter: "q",
    permission: "plan.read",
  },
  {
    key: "approvals",
    label: "Approvals",
    tabLabel: "Sign",
    href: "/approvals",
    icon: Signature,
    group: "work",
    letter: "a",
    permission: "plan.read",
  },
  {
    key: "releases",
    label: "Releases",
    href: "/releases",
    icon: PackageOpen,
    group: "work",
    letter: "r",
    permission: "plan.read",
  },
  {
    key: "deployments",
    label: "Deployments",
    href: "/deployments",
    icon: Rocket,
    group: "work",
    letter: "d",
    permission: "plan.read",
  },
  {
    key: "departures",
    label: "Departures",
    href: "/departures",
    icon: TramFront,
    group: "work",
    letter: "b",
    permission: "plan.read",
  },
  {
    key: "insights",
    label: "Insights",
    href: "/insights",
    icon: ChartNoAxesCombined,
    group: "work",
    letter: "i",
    permission: "plan.read",
  },
  {
    key: "notices",
    label: "Notices",
    href: "/notices",
    icon: Bell,
    group: "work",
    letter: "n",
    permission: "plan.read",
    ownPlace: true,
  },
  {
    key: "windows",
    label: "Windows",
    href: "/settings/windows",
    icon: CalendarRange,
    group: "setup",
    letter: "w",
    permission: "plan.read",
  },
  {
    key: "freezes",
    label: "Freezes",
    href: "/settings/freezes",
    icon: Snowflake,
    group: "setup",
    letter: "f",
    permission: "plan.read",
  },
  {
    key: "calendars",
    label: "Calendars",
    href: "/settings/calendars",
    icon: CalendarHeart,
    group: "setup",
    letter: "l",
    permission: "plan.read",
  },
  {
    key: "services",
    label: "Services",
    href: "/settings/services",
    icon: Server,
    group: "setup",
    letter: "v",
    permission: "plan.read",
  },
  {
    key: "policies",
    label: "Policies",
    href: "/settings/policies",
    icon: FileCheck,
    group: "setup",
    letter: "p",
    permission: "plan.read",
  },
  {
    key: "testing",
    label: "Testing",
    href: "/settings/testing",
    icon: FlaskConical,
    group: "setup",
    letter: "x",
    permission: "plan.read",
  },
  {
    key: "plan",
    label: "Plan as code",
    href: "/settings/plan",
    icon: FileCode2,
    group: "setup",
    letter: "y",
    permission: "plan.read",
  },
  {
    key: "inbound",
    label: "Inbound",
    href: "/settings/inbound",
    icon: Webhook,
    group: "setup",
    letter: "j",
    permission: "service.manage",
  },
  {
    key: "history",
    label: "History import",
    href: "/settings/history",
    icon: History,
    group: "setup",
    letter: "h",
    permission: "policy.manage",
  },
  {
    key: "people",
    label: "People",
    href: "/settings/people",
    icon: Users,
    group: "setup",
    letter: "e",
    permission: "people.manage",
  },
  {
    key: "access",
    label: "Access",
    href: "/settings/access",
    icon: KeyRound,
    group: "setup",
    letter: "k",
    // Everybody makes API tokens for themselves; share links show to who may manage them.
    permission: "plan.read",
  },
  {
    key: "audit",
    label: "Audit",
    href: "/settings/audit",
    icon: ScrollText,
    group: "setup",
    letter: "u",
    permission: "audit.read",
  },
];

/** Three tabs of a phone; everything else is behind its fourth, "More". */
export const tabKeys: readonly string[] = ["schedule", "queue", "approvals"];

export function navItemsFor(viewer: Viewer): readonly NavItem[] {
  return navItems.filter((item) => viewer.permissions.includes(item.permission));
}

/** Whether the page lies in the item's part of the site: `/releases/…` belongs to Releases. */
export function isCurrent(item: NavItem, pathname: string): boolean {
  return pathname === item.href || pathname.startsWith(`${item.href}/`);
}
