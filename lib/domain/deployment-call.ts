import type { Range } from "@/lib/time/range";
import type { ReleaseKind } from "./release-state";

/** What a receiver is told about the deployment it is asked for. */
export type DeploymentCall = {
  deploymentId: string;
  /** Where the receiver reports `running`, `succeeded` or `failed`. */
  callbackUrl: string;
  /** Rises with every opening: a receiver that has seen a higher one for the same service refuses this call. */
  fencingNumber: number;
  service: { id: string; name: string };
  environment: { id: string; name: string };
  release: { id: string; version: string; kind: ReleaseKind };
  build: { id: string; number: number; commitSha: string; artifactDigest: string };
  slot: { id: string; during: Range };
  /** When the slot opened: the event's own time, the same in every attempt. */
  openedAt: Date;
};

/**
 * The body of a deployment's call, in the form Standard Webhooks recommends (`type`, `timestamp`, `data`). The same for every
 * attempt to the byte, so that a receiver may compare; what differs between attempts stands in the headers.
 */
export function callBody(call: DeploymentCall): string {
  const { deploymentId, callbackUrl, fencingNumber, service, environment, release, build, slot, openedAt } = call;
  return JSON.stringify({
    type: "deployment.requested",
    timestamp: openedAt.toISOString(),
    data: {
      deploymentId,
      callbackUrl,
      fencingNumber,
      service: { id: service.id, name: service.name },
      environment: { id: environment.id, name: environment.name },
      release: { id: release.id, version: release.version, kind: release.kind },
      build: {
        id: build.id,
        number: build.number,
        commitSha: build.commitSha,
        artifactDigest: build.artifactDigest,
      },
      slot: { id: slot.id, startsAt: slot.during.start.toISOString(), endsAt: slot.during.end.toISOString() },
    },
  });
}
