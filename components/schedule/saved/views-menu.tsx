"use client";

import { useQuery } from "@tanstack/react-query";
import { Bookmark, BookmarkPlus, Settings2, Users } from "lucide-react";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Menu, MenuItem, MenuLabel, MenuSeparator } from "@/components/ui/menu";
import { api } from "@/lib/rpc/client";
import { ManageViewsDialog } from "./manage-views-dialog";
import { SaveViewDialog } from "./save-view-dialog";

type ViewsMenuProps = {
  /** The query of the address in view. */
  query: string;
  onGoTo: (query: string) => void;
};

/** Ways to look at the schedule that somebody kept: one's own, and those that others share. */
export function ViewsMenu({ query, onGoTo }: ViewsMenuProps) {
  const { data } = useQuery(api.views.list.queryOptions());
  const [open, setOpen] = useState<"save" | "manage">();
  const views = data?.views ?? [];
  const parts = [
    { label: "Mine", views: views.filter(({ mine }) => mine) },
    { label: "Shared", views: views.filter(({ mine }) => !mine) },
  ].filter((part) => part.views.length > 0);
  return (
    <>
      <Menu
        trigger={
          <Button iconOnly aria-label="Saved views" className="phone:hidden!">
            <Bookmark className="size-4" aria-hidden="true" />
          </Button>
        }
      >
        {parts.map((part) => (
          <div key={part.label}>
            <MenuLabel>{part.label}</MenuLabel>
            {part.views.map((view) => (
              <MenuItem
                key={view.id}
                icon={view.shared ? <Users /> : <Bookmark />}
                onSelect={() => onGoTo(view.query)}
                end={!view.mine && <span className="text-ink-2 text-xs">{view.ownerName}</span>}
              >
                {view.name}
              </MenuItem>
            ))}
          </div>
        ))}
        {parts.length > 0 && <MenuSeparator />}
        <MenuItem icon={<BookmarkPlus />} onSelect={() => setOpen("save")}>
          Save this view …
        </MenuItem>
        {views.some(({ mine }) => mine) && (
          <MenuItem icon={<Settings2 />} onSelect={() => setOpen("manage")}>
            Rename, share, remove …
          </MenuItem>
        )}
      </Menu>
      {open === "save" && <SaveViewDialog query={query} onClose={() => setOpen(undefined)} />}
      {open === "manage" && (
        <ManageViewsDialog views={views.filter(({ mine }) => mine)} query={query} onClose={() => setOpen(undefined)} />
      )}
    </>
  );
}
