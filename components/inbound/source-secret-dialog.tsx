"use client";

import { Button } from "@/components/ui/button";
import { CopyField } from "@/components/ui/copy-field";
import { Dialog } from "@/components/ui/dialog";
import { Notice } from "@/components/ui/notice";
import type { SourceKind } from "@/lib/domain/inbound/source-words";

type SourceSecretDialogProps = { kind: SourceKind; address: string; secret: string; onClose: () => void };

const steps: Record<SourceKind, readonly string[]> = {
  github: [
    "Open Settings → Webhooks → Add webhook of the repository or organisation.",
    "Payload URL: the address. Content type: application/json. Secret: the secret.",
    "Choose individual events: pushes, workflow runs, check runs, statuses, deployments, deployment statuses, releases.",
    "GitHub sends a ping at once: it stands in the log of events.",
  ],
  gitlab: [
    "Open Settings → Webhooks → Add new webhook of the project or group.",
    "URL: the address. Secret token: the secret.",
    "Trigger: push, tag push, pipeline, job, deployment and release events.",
    "Test → Push events sends one at once: it stands in the log of events.",
  ],
  cdevents: [
    "Send each event by POST to the address, as a bare CDEvent or in a CloudEvent.",
    "Sign it by Standard Webhooks with the secret, or send the secret as Authorization: Bearer.",
    "Name the commit and the version in customData (commitSha, version), where the event itself does not.",
  ],
};

/** Address and secret of a source, the latter shown once, with where to put them. */
export function SourceSecretDialog({ kind, address, secret, onClose }: SourceSecretDialogProps) {
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      sticky
      title="Keep this secret"
      description="It vouches for every event. Give both to whoever sends."
      footer={
        <Button variant="primary" onClick={onClose}>
          I have it
        </Button>
      }
    >
      <CopyField label="Address" value={address} />
      <CopyField label="Secret" value={secret} />
      <Notice tone="waiting">The secret is shown only now. If it is lost, rotate it.</Notice>
      <ol className="grid list-decimal gap-1 pl-5 text-sm">
        {steps[kind].map((step) => (
          <li key={step}>{step}</li>
        ))}
      </ol>
    </Dialog>
  );
}
