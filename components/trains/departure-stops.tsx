import { StatusChip } from "@/components/ui/chip";
import type { MarkName } from "@/components/ui/mark";
import { Row, RowList } from "@/components/ui/row-list";
import { TextLink } from "@/components/ui/text-link";
import type { Tone } from "@/components/ui/tone";
import { everyStopInWords, namedStations } from "./departure-stations";
import type { DepartureDetail, LineStop } from "./train-data";

type DepartureStopsProps = { line: DepartureDetail["line"]; isOpen: boolean };

/** Every service at every station: how far it is, what it waits for or why it stays, and the way to its slot and its deployment. */
export function DepartureStops({ line, isOpen }: DepartureStopsProps) {
  return (
    <details open={isOpen}>
      <summary className="min-h-6 font-medium text-sm phone:min-h-11 phone:content-center">
        {everyStopInWords(line)}
      </summary>
      <div className="mt-2 grid items-start gap-x-6 gap-y-4 md:grid-cols-2 xl:grid-cols-3">
        {namedStations(line).map(({ label, stops }) => (
          <section key={label} aria-label={label} className="min-w-0">
            <h2 className="mb-1.5 font-medium text-ink-2 text-sm">{label}</h2>
            <RowList label={`Stops in ${label}`} className="text-sm">
              {stops.map((stop) => (
                <Stop key={stop.ticketId} stop={stop} place={label} />
              ))}
            </RowList>
          </section>
        ))}
      </div>
    </details>
  );
}

const looks: Readonly<Record<LineStop["state"], { word: string; tone: Tone; mark?: MarkName; solid?: boolean }>> = {
  planned: { word: "planned", tone: "neutral" },
  waiting: { word: "waits", tone: "waiting" },
  running: { word: "under way", tone: "accent", mark: "dot", solid: true },
  arrived: { word: "arrived", tone: "clear" },
  failed: { word: "failed", tone: "risk", mark: "cross" },
  stays: { word: "stays", tone: "waiting", mark: "square" },
};

function Stop({ stop, place }: { stop: LineStop; place: string }) {
  const { serviceName, version, slotId, deployment, state, reason } = stop;
  const { word, ...look } = looks[state];
  const name = `${serviceName} ${version}`;
  return (
    <Row title={name} detail={reason} end={<StatusChip {...look}>{word}</StatusChip>}>
      {slotId !== null && (
        <p className="flex flex-wrap gap-x-3">
          <TextLink href={`/slots/${slotId}`} aria-label={`Slot of ${name} in ${place}`}>
            Slot
          </TextLink>
          {deployment !== null && (
            <TextLink href={`/deployments/${deployment.id}`} aria-label={`Deployment of ${name} in ${place}`}>
              Deployment
            </TextLink>
          )}
        </p>
      )}
    </Row>
  );
}
