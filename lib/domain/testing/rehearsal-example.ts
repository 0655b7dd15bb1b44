import type { RehearsedRelease, RehearsedSlot } from "@/lib/domain/rehearsal";

const hourMs = 3_600_000;

export const aRehearsedRelease = (more: Partial<RehearsedRelease> = {}): RehearsedRelease => ({
  releaseId: "release",
  deploymentId: "deployment",
  version: "4.2.0",
  kind: "feature",
  serviceId: "ledger",
  serviceName: "ledger",
  teamId: "payments",
  teamName: "Payments",
  ...more,
});

/** An hour in Core's opening, booked two days before by Payments. */
export function aRehearsedSlot(
  id: string,
  start: string,
  { hours = 1, ...more }: Partial<RehearsedSlot> & { hours?: number } = {},
): RehearsedSlot {
  const at = new Date(start);
  return {
    id,
    environmentId: "production",
    environmentName: "Production",
    zone: "UTC",
    origin: "window",
    teamId: "payments",
    teamName: "Payments",
    windowId: "core",
    during: { start: at, end: new Date(at.getTime() + hours * hourMs) },
    at,
    bookedAt: new Date(at.getTime() - 48 * hourMs),
    releases: [aRehearsedRelease()],
    ...more,
  };
}
