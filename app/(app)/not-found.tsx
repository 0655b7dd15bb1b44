import type { Metadata } from "next";
import { NotFoundMessage } from "@/components/shell/not-found-message";

export const metadata: Metadata = { title: "Not found" };

/** Inside the shell: the way to every other page stays. */
export default function MemberNotFound() {
  return <NotFoundMessage />;
}
