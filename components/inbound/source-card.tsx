import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { StatusChip } from "@/components/ui/chip";
import { CopyField } from "@/components/ui/copy-field";
import { RelativeTime } from "@/components/ui/relative-time";
import { TextLink } from "@/components/ui/text-link";
import { TimeText } from "@/components/ui/time-text";
import type { SourceRow } from "./inbound-data";
import { kindNames, triggerWords } from "./inbound-words";

type SourceCardProps = {
  source: SourceRow;
  zone: string;
  onChange: () => void;
  onRotate: () => void;
  onArchive: () => void;
};

/** One source: its address, what it is mapped to, whether anything comes. */
export function SourceCard({ source, zone, onChange, onRotate, onArchive }: SourceCardProps) {
  const { id, name, kind, address, mappings, lastSeenAt, archivedAt, events, ownerName, previousSecretUntil } = source;
  return (
    <Card
      level={3}
      title={name}
      aside={
        archivedAt ? (
          <StatusChip tone="neutral" mark="square">
            archived
          </StatusChip>
        ) : lastSeenAt ? (
          <StatusChip tone="clear">receiving</StatusChip>
        ) : (
          <StatusChip tone="waiting">nothing came yet</StatusChip>
        )
      }
    >
      <div className="grid gap-3">
        <p className="text-ink-2 text-sm">
          {kindNames[kind]} · acts for {ownerName} ·{" "}
          <TextLink href={`/settings/inbound?tab=events&source=${id}`}>
            {events === 1 ? "1 event" : `${events} events`}
          </TextLink>
          {lastSeenAt && (
            <>
              , the last <RelativeTime at={lastSeenAt} zone={zone} />
            </>
          )}
        </p>
        {mappings.length === 0 ? (
          <p className="text-sm">
            <StatusChip tone="waiting">mapped to no service</StatusChip>{" "}
            <span className="text-ink-2">Its events are kept and ignored until you say what they are about.</span>
          </p>
        ) : (
          <ul className="grid gap-1.5 text-sm">
            {mappings.map((mapping) => (
              <li key={mapping.id}>
                <code className="break-all">{mapping.place}</code> →{" "}
                <strong className="font-semibold">{mapping.serviceName}</strong>
                <span className="block text-ink-2 text-xs">
                  A build: {triggerWords[mapping.buildFrom].label.toLowerCase()}
                  {mapping.tagPattern && ` · tags ${mapping.tagPattern}`}
                  {mapping.branchPattern && ` · branches ${mapping.branchPattern}`}
                </span>
              </li>
            ))}
          </ul>
        )}
        {!archivedAt && <CopyField label="Address" value={address} />}
        {!archivedAt && (
          <div className="flex flex-wrap gap-2">
            <Button size="sm" onClick={onChange} aria-label={`Change ${name}`}>
              Change
            </Button>
            <Button size="sm" onClick={onRotate} aria-label={`Rotate secret of ${name}`}>
              Rotate secret…
            </Button>
            <Button size="sm" onClick={onArchive} aria-label={`Archive ${name}`}>
              Archive…
            </Button>
          </div>
        )}
        {previousSecretUntil && !archivedAt && (
          <p className="text-ink-2 text-xs">
            The secret before the last rotation counts until{" "}
            <TimeText at={previousSecretUntil} zone={zone} style="short" />.
          </p>
        )}
      </div>
    </Card>
  );
}
