import type { Metadata } from "next";
import { Wordmark } from "@/components/shell/wordmark";
import { ButtonLink } from "@/components/ui/button-link";

export const metadata: Metadata = { title: "Not found" };

export default function NotFound() {
  return (
    <main className="mx-auto grid min-h-[80dvh] max-w-md content-center gap-6 p-6">
      <Wordmark />
      <div>
        <h1 className="font-semibold text-3xl tracking-tight">Nothing runs on this track</h1>
        <p className="mt-2 text-ink-2">
          The page does not exist, or it is not visible to you. If someone sent you the address, ask them whether you
          should have access.
        </p>
      </div>
      <div className="flex flex-wrap gap-2">
        <ButtonLink href="/schedule" variant="primary">
          To the schedule
        </ButtonLink>
        <ButtonLink href="/departures">Departures</ButtonLink>
      </div>
    </main>
  );
}
