"use client";

import { ChevronsUpDown, CircleUser, Keyboard, LogOut } from "lucide-react";
import { Avatar } from "@/components/ui/avatar";
import { KeyHint } from "@/components/ui/key-hint";
import { Menu, MenuChoices, MenuItem, MenuLabel, MenuSeparator } from "@/components/ui/menu";
import { themeNames } from "./theme";
import { useTheme } from "./use-theme";
import { roleName, type Viewer } from "./viewer";

type ViewerMenuProps = { viewer: Viewer; onShowShortcuts: () => void; onSignOut?: () => void };

/** Who is signed in, and what concerns them alone. */
export function ViewerMenu({ viewer, onShowShortcuts, onSignOut }: ViewerMenuProps) {
  const [theme, chooseTheme] = useTheme();
  const roles = viewer.roles.map(roleName).join(", ");
  return (
    <Menu
      align="start"
      side="top"
      trigger={
        <button
          type="button"
          className="flex min-h-11 w-full items-center gap-2.5 rounded-md px-2 py-1.5 text-left hover:bg-sunken data-[state=open]:bg-sunken"
        >
          <Avatar name={viewer.name} size={26} />
          <span className="min-w-0 grow">
            <span className="block truncate font-medium">{viewer.name}</span>
            <span className="block truncate text-ink-2 text-xs">{roles}</span>
          </span>
          <ChevronsUpDown aria-hidden="true" className="size-3.5 shrink-0 text-ink-2" />
        </button>
      }
    >
      <MenuLabel>Appearance</MenuLabel>
      <MenuChoices label="Appearance" options={themeNames} value={theme} onChange={chooseTheme} />
      <MenuSeparator />
      <MenuItem icon={<CircleUser />} href="/account">
        Your account
      </MenuItem>
      <MenuItem icon={<Keyboard />} end={<KeyHint keys="?" />} onSelect={onShowShortcuts}>
        Keyboard shortcuts
      </MenuItem>
      {onSignOut && (
        <MenuItem icon={<LogOut />} onSelect={onSignOut}>
          Sign out
        </MenuItem>
      )}
    </Menu>
  );
}
