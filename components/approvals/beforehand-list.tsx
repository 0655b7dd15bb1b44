import { StatusChip } from "@/components/ui/chip";
import { Row, RowList } from "@/components/ui/row-list";
import { TimeText } from "@/components/ui/time-text";
import { ToneMark } from "@/components/ui/tone-mark";
import type { InboxEntry } from "@/lib/approvals/input/inbox-output";

/** What was signed beforehand in the slot's window: whether it covers this slot, and if not, why. */
export function BeforehandList({ standing, zone }: { standing: InboxEntry["standing"]; zone: string }) {
  if (standing.length === 0) return null;
  return (
    <>
      <h3 className="mt-4 mb-1 font-semibold text-ink-2 text-sm">Signed beforehand</h3>
      <RowList label="Signed beforehand">
        {standing.map(({ id, personName, reason, expiresAt, because }) => (
          <Row
            key={id}
            lead={<ToneMark tone={because === null ? "clear" : "neutral"} className="mt-px" />}
            title={personName}
            detail={
              <>
                “{reason}”, until <TimeText at={expiresAt} zone={zone} style="full" />
              </>
            }
            end={
              because === null ? (
                <StatusChip tone="clear">covers this</StatusChip>
              ) : (
                <StatusChip tone="neutral">not this</StatusChip>
              )
            }
          >
            {because !== null && <p className="text-sm">It does not count here: {because}.</p>}
          </Row>
        ))}
      </RowList>
    </>
  );
}
