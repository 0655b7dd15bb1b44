"use client";

import { Button } from "@/components/ui/button";
import { CopyField } from "@/components/ui/copy-field";
import { Dialog } from "@/components/ui/dialog";
import { Notice } from "@/components/ui/notice";

/** A signing secret, shown once. */
export function SecretDialog({ secret, place, onClose }: { secret: string; place: string; onClose: () => void }) {
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      sticky
      title="Keep this secret"
      description={`Calls for ${place} are signed with it. Give it to the receiver.`}
      footer={
        <Button variant="primary" onClick={onClose}>
          I have it
        </Button>
      }
    >
      <CopyField label="Signing secret" value={secret} />
      <Notice tone="waiting">It is shown only now. If it is lost, rotate it.</Notice>
    </Dialog>
  );
}
