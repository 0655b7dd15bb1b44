import type { ReactNode } from "react";
import { Wordmark } from "@/components/shell/wordmark";

/** Pages for people who are not in yet. */
export default function DoorLayout({ children }: { children: ReactNode }) {
  return (
    <main className="mx-auto grid min-h-dvh w-full max-w-lg content-start gap-6 px-4 py-8 md:content-center md:py-12">
      <Wordmark />
      {children}
    </main>
  );
}
