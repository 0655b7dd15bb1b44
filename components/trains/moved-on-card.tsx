import { TeamName } from "@/components/services/team-name";
import { Card } from "@/components/ui/card";
import { Row, RowList } from "@/components/ui/row-list";
import { TextLink } from "@/components/ui/text-link";
import { moveWords } from "./ticket-words";
import type { DepartureDetail } from "./train-data";

/** Who was aboard and went elsewhere, why and where to: nobody is lost. */
export function MovedOnCard({ detail: { movedOn } }: { detail: DepartureDetail }) {
  if (movedOn.length === 0) return null;
  return (
    <Card title="Moved on" aside={`${movedOn.length} ${movedOn.length === 1 ? "release" : "releases"}`}>
      <RowList label="Releases that went elsewhere">
        {movedOn.map(({ release, team, move }) => (
          <Row
            key={`${release.id} ${move.at.toISOString()}`}
            title={
              <span className="flex flex-wrap items-center gap-x-2.5">
                <TextLink plain href={`/releases/${release.id}`}>
                  {release.service.name} {release.version}
                </TextLink>
                <span className="font-normal text-sm">
                  <TeamName team={team} />
                </span>
              </span>
            }
            detail={
              <>
                {moveWords[move.kind]}: {move.reason}{" "}
                {move.to && <TextLink href={`/trains/departures/${move.to.id}`}>Now on {move.to.name}</TextLink>}
              </>
            }
          />
        ))}
      </RowList>
    </Card>
  );
}
