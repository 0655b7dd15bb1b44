import type { ReleaseKind } from "./release-state";

type Version = { release: { id: string; version: string }; build: { number: number; artifactDigest: string } };

/** What a receiver is told about the rollback it is asked for. */
export type RollbackCall = {
  rollbackId: string;
  /** The deployment that is taken back. */
  deploymentId: string;
  /** Where the receiver reports `running`, `rolled_back` or `failed`: an address of the rollback's own. */
  callbackUrl: string;
  /** Higher than that of everything deployed before: a receiver that has seen a higher one refuses this call. */
  fencingNumber: number;
  reason: string;
  service: { id: string; name: string };
  environment: { id: string; name: string };
  release: { id: string; version: string; kind: ReleaseKind };
  build: { id: string; number: number; commitSha: string; artifactDigest: string };
  /** What ran there before, as far as is known. */
  previous: Version | null;
  requestedAt: Date;
};

/** The body of a rollback's call, in the form of a deployment's: the same for every attempt to the byte. */
export function rollbackCallBody(call: RollbackCall): string {
  const { rollbackId, deploymentId, callbackUrl, fencingNumber, reason, service, environment } = call;
  const { release, build, previous, requestedAt } = call;
  return JSON.stringify({
    type: "deployment.rollback_requested",
    timestamp: requestedAt.toISOString(),
    data: {
      rollbackId,
      deploymentId,
      callbackUrl,
      fencingNumber,
      reason,
      service: { id: service.id, name: service.name },
      environment: { id: environment.id, name: environment.name },
      release: { id: release.id, version: release.version, kind: release.kind },
      build: {
        id: build.id,
        number: build.number,
        commitSha: build.commitSha,
        artifactDigest: build.artifactDigest,
      },
      previous: previous && {
        release: { id: previous.release.id, version: previous.release.version },
        build: { number: previous.build.number, artifactDigest: previous.build.artifactDigest },
      },
    },
  });
}
