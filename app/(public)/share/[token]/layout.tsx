import type { Metadata } from "next";
import type { ReactNode } from "react";
import { LiveUpdates } from "@/components/shell/live-updates";
import { QueryProvider } from "@/components/shell/query-provider";
import { systemNow } from "@/lib/time/clock";

// The address is the key: it must not be indexed, and not be told to other sites.
export const metadata: Metadata = { robots: { index: false, follow: false }, referrer: "no-referrer" };

type Props = { params: Promise<{ token: string }>; children: ReactNode };

/** Pages for whoever holds a share link; each page checks the link itself. */
export default async function ShareLayout({ params, children }: Props) {
  const begun = systemNow();
  return (
    <QueryProvider>
      <LiveUpdates since={begun.getTime()} share={(await params).token} />
      {children}
    </QueryProvider>
  );
}
