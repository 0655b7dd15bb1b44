"use client";

import { createContext, use } from "react";
import type { Permission } from "@/lib/domain/permission";
import type { Viewer } from "./viewer";

export const ViewerContext = createContext<Viewer | null>(null);

/** Who looks at this page. What may be done is decided by the procedures; this only spares people buttons that would refuse. */
export function useViewer(): Viewer {
  const viewer = use(ViewerContext);
  if (viewer === null) throw new Error("useViewer is for pages of members");
  return viewer;
}

export function useMay(permission: Permission): boolean {
  return useViewer().permissions.includes(permission);
}
