import { RefusalNotice } from "@/components/slots/refusal-notice";
import { Button } from "@/components/ui/button";
import { refusalOfError } from "@/lib/rpc/refusal-of-error";

type ScheduleFailureProps = { error: unknown; zone: string; onTryAgain: () => void };

/** Why the plan could not be read, and another try. */
export function ScheduleFailure({ error, zone, onTryAgain }: ScheduleFailureProps) {
  return (
    <div className="p-4 md:p-7">
      <RefusalNotice
        refusal={refusalOfError(error)}
        zone={zone}
        action={<Button onClick={onTryAgain}>Try again</Button>}
      />
    </div>
  );
}
