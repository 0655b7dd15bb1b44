import type { rpc } from "@/lib/rpc/client";

export type ReadNotice = Awaited<ReturnType<typeof rpc.notices.list>>["notices"][number];

const pages: Readonly<Record<string, (id: string | null) => string>> = {
  releases: (id) => (id === null ? "/releases" : `/releases/${id}`),
  slots: (id) => (id === null ? "/schedule" : `/slots/${id}`),
  queue: () => "/queue",
  approvals: () => "/approvals",
  deployments: (id) => (id === null ? "/deployments" : `/deployments/${id}`),
  departures: (id) => (id === null ? "/trains" : `/trains/departures/${id}`),
  trains: (id) => (id === null ? "/trains" : `/trains/${id}`),
  bookings: () => "/bookings",
  freezes: (id) => (id === null ? "/settings/freezes" : `/settings/freezes/${id}`),
  insights: () => "/insights",
  imports: (id) => (id === null ? "/settings/history" : `/settings/history/${id}`),
};

/** The page of what a notice is about. */
export function noticeHref({ noun, id }: ReadNotice["subject"]): string {
  return pages[noun]?.(id) ?? "/notices";
}
