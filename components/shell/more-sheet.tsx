"use client";

import { LogOut } from "lucide-react";
import type { ReactNode } from "react";
import { Avatar } from "@/components/ui/avatar";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Segmented } from "@/components/ui/segmented";
import { TextLink } from "@/components/ui/text-link";
import type { NavItem } from "./nav-items";
import { type Badges, NavList } from "./nav-list";
import { themeNames } from "./theme";
import { useTheme } from "./use-theme";
import { roleName, type Viewer } from "./viewer";

type MoreSheetProps = {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  viewer: Viewer;
  items: readonly NavItem[];
  badges: Badges;
  alarm?: ReactNode;
  onSignOut?: () => void;
};

/** Behind the last tab of a phone: the other places, and what the viewer's menu holds on a wide screen. */
export function MoreSheet({ open, onOpenChange, viewer, items, badges, alarm, onSignOut }: MoreSheetProps) {
  const [theme, chooseTheme] = useTheme();
  return (
    <Dialog open={open} onOpenChange={onOpenChange} title={viewer.organisationName}>
      <nav aria-label="More">
        <NavList items={items} badges={badges} onNavigate={() => onOpenChange(false)} />
      </nav>
      {alarm && <div className="border-line border-t pt-2">{alarm}</div>}
      <div className="grid gap-3 border-line border-t pt-4">
        <div className="flex items-center gap-3">
          <Avatar name={viewer.name} size={36} />
          <span className="min-w-0 grow">
            <span className="block truncate font-medium text-lg">{viewer.name}</span>
            <span className="block truncate text-ink-2">{viewer.roles.map(roleName).join(", ")}</span>
            <TextLink href="/account" onClick={() => onOpenChange(false)}>
              Your account
            </TextLink>
          </span>
          {onSignOut && (
            <Button icon={<LogOut className="size-4" aria-hidden="true" />} onClick={onSignOut}>
              Sign out
            </Button>
          )}
        </div>
        <Segmented label="Appearance" options={themeNames} value={theme} onChange={chooseTheme} className="w-full" />
      </div>
    </Dialog>
  );
}
