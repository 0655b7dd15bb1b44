import type { Metadata } from "next";
import { viewerOrRedirect } from "@/app/(app)/viewer-or-redirect";
import { NoticesScreen } from "@/components/notices/notices-screen";

export const metadata: Metadata = { title: "Notices" };

export default async function NoticesPage() {
  await viewerOrRedirect();
  return <NoticesScreen />;
}
