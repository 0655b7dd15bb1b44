import { Avatar } from "@/components/ui/avatar";
import { Button } from "@/components/ui/button";
import { StatusChip } from "@/components/ui/chip";
import { Row } from "@/components/ui/row-list";
import { TextLink } from "@/components/ui/text-link";
import { TimeText } from "@/components/ui/time-text";
import type { Standing } from "@/lib/approvals/input/standing";
import { conditionsInWords } from "./standing-words";

type StandingRowProps = {
  standing: Standing;
  zone: string;
  /** Says which window it is for: not on the window's own page. */
  named: boolean;
  onRevoke?: () => void;
};

/** One signature beforehand: whose, for what, until when, and what became of it. */
export function StandingRow({ standing, zone, named, onRevoke }: StandingRowProps) {
  const { person, window, environment, reason, expiresAt, givenAt, revokedAt, revokedBy, state } = standing;
  return (
    <Row
      lead={<Avatar name={person.name} size={24} />}
      title={
        <span className="flex flex-wrap items-center gap-x-2 gap-y-1">
          {person.name}
          {named && (
            <span className="font-normal">
              in{" "}
              <TextLink plain href={`/settings/windows/${window.id}`}>
                {window.name}
              </TextLink>
              , {environment.name}
            </span>
          )}
          {state === "live" && <StatusChip tone="clear">counts</StatusChip>}
          {state === "expired" && (
            <StatusChip tone="neutral" mark="square">
              expired
            </StatusChip>
          )}
          {state === "revoked" && (
            <StatusChip tone="neutral" mark="cross">
              revoked
            </StatusChip>
          )}
        </span>
      }
      detail={
        <span className="block">
          <span className="inline-block first-letter:uppercase">{conditionsInWords(standing)}</span>
        </span>
      }
      end={
        onRevoke && (
          <Button
            size="sm"
            aria-label={`Revoke the standing approval of ${person.name} in ${window.name}`}
            onClick={onRevoke}
          >
            Revoke
          </Button>
        )
      }
    >
      <p className="text-sm">“{reason}”</p>
      <p className="text-ink-2 text-sm">
        Given <TimeText at={givenAt} zone={zone} />
        {revokedAt === null ? (
          <>
            , until <TimeText at={expiresAt} zone={zone} style="full" />
          </>
        ) : (
          <>
            , revoked by {revokedBy} <TimeText at={revokedAt} zone={zone} />
          </>
        )}
      </p>
    </Row>
  );
}
