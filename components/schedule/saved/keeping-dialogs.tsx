"use client";

import { useQuery } from "@tanstack/react-query";
import { api } from "@/lib/rpc/client";
import { ManageViewsDialog } from "./manage-views-dialog";
import { SaveViewDialog } from "./save-view-dialog";

/** What is done about saved views: this one is kept, or one's own are changed. */
export type Keeping = "save" | "manage";

type KeepingDialogsProps = {
  open: Keeping | undefined;
  /** The query of the address in view. */
  query: string;
  onClose: () => void;
};

/** They stand outside of the menus that open them, which are gone by then. */
export function KeepingDialogs({ open, query, onClose }: KeepingDialogsProps) {
  // Asked for before a menu opens, so that it does not grow under the pointer.
  const { data } = useQuery(api.views.list.queryOptions());
  if (open === "save") return <SaveViewDialog query={query} onClose={onClose} />;
  const own = (data?.views ?? []).filter(({ mine }) => mine);
  return open === "manage" && <ManageViewsDialog views={own} query={query} onClose={onClose} />;
}
