"use client";

import { ReasonDialog } from "@/components/slots/reason-dialog";
import { Notice } from "@/components/ui/notice";
import { rollBack } from "@/lib/deployments/actions";
import type { DeploymentDetail } from "./deployment-data";
import { isForwardOnly, wayBack } from "./way-back";

type RollBackDialogProps = { deployment: DeploymentDetail; zone: string; onClose: () => void };

/** Asks why before a deployment is taken back, and says what that means. */
export function RollBackDialog({ deployment, zone, onClose }: RollBackDialogProps) {
  const { id, service, release, environment } = deployment;
  const name = `${service.name} ${release.version}`;
  return (
    <ReasonDialog
      zone={zone}
      title={`Roll ${name} back in ${environment.name}?`}
      description={`The target is called at once, also in a freeze and outside every window. Slots that would deploy ${service.name} there next are held until somebody has looked.`}
      notice={
        <Notice tone={isForwardOnly(release) ? "risk" : "neutral"} title="The way back">
          <span className="whitespace-pre-wrap">{wayBack(release)}</span>
        </Notice>
      }
      confirmLabel="Roll back"
      cancelLabel="Leave it"
      whyAsked="Say why: whoever is held back reads this."
      act={(reason) => rollBack({ deploymentId: id, reason })}
      done={{ title: `${name} is being rolled back`, text: "The receiver reports when it is done.", tone: "waiting" }}
      onClose={onClose}
    />
  );
}
