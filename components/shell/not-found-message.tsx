import { ButtonLink } from "@/components/ui/button-link";

/** For an address that leads nowhere, and (so that it tells nobody apart) for a thing the viewer may not see. */
export function NotFoundMessage() {
  return (
    <div className="mx-auto grid min-h-[60dvh] w-full max-w-md content-center gap-6 p-6">
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
    </div>
  );
}
