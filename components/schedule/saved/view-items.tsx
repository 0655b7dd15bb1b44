"use client";

import { useQuery } from "@tanstack/react-query";
import { Bookmark, BookmarkPlus, Settings2, Users } from "lucide-react";
import { MenuItem, MenuLabel, MenuSeparator } from "@/components/ui/menu";
import { api } from "@/lib/rpc/client";
import type { Keeping } from "./keeping-dialogs";

export type ViewItemsProps = {
  /** Goes to what a view kept. */
  onSavedView: (query: string) => void;
  onKeep: (what: Keeping) => void;
};

/** In a menu: the views that somebody kept, one's own and those that others share, and the way to keep this one. */
export function ViewItems({ onSavedView, onKeep }: ViewItemsProps) {
  const { data } = useQuery(api.views.list.queryOptions());
  const views = data?.views ?? [];
  const parts = [
    { label: "My views", views: views.filter(({ mine }) => mine) },
    { label: "Shared views", views: views.filter(({ mine }) => !mine) },
  ].filter((part) => part.views.length > 0);
  return (
    <>
      {parts.map((part) => (
        <div key={part.label}>
          <MenuLabel>{part.label}</MenuLabel>
          {part.views.map((view) => (
            <MenuItem
              key={view.id}
              icon={view.shared ? <Users /> : <Bookmark />}
              onSelect={() => onSavedView(view.query)}
              end={!view.mine && <span className="text-ink-2 text-xs">{view.ownerName}</span>}
            >
              {view.name}
            </MenuItem>
          ))}
        </div>
      ))}
      {parts.length > 0 && <MenuSeparator />}
      <MenuItem icon={<BookmarkPlus />} onSelect={() => onKeep("save")}>
        Save this view …
      </MenuItem>
      {views.some(({ mine }) => mine) && (
        <MenuItem icon={<Settings2 />} onSelect={() => onKeep("manage")}>
          Rename, share, remove …
        </MenuItem>
      )}
    </>
  );
}
