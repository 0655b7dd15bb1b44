import type { Metadata } from "next";
import { NotFoundMessage } from "@/components/shell/not-found-message";
import { Wordmark } from "@/components/shell/wordmark";

export const metadata: Metadata = { title: "Not found" };

export default function NotFound() {
  return (
    <>
      <header className="p-5">
        <Wordmark />
      </header>
      <main>
        <NotFoundMessage />
      </main>
    </>
  );
}
