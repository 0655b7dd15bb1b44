import { Avatar } from "@/components/ui/avatar";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { Row, RowList } from "@/components/ui/row-list";
import type { DepartureDetail } from "./train-data";

type ConductorCardProps = { detail: DepartureDetail; onChange: () => void };

/** Who leads this departure, and who steps in. */
export function ConductorCard({ detail, onChange }: ConductorCardProps) {
  const { conductor, backup, isConductorNamed } = detail.departure;
  const people = [
    { role: isConductorNamed ? "Conductor, named for this departure" : "Conductor, by the rota", person: conductor },
    { role: "Backup", person: backup },
  ];
  return (
    <Card
      title="Conductor"
      aside={
        detail.may.conduct && (
          <Button size="sm" onClick={onChange}>
            Change
          </Button>
        )
      }
    >
      {conductor === null ? (
        <EmptyState title="Nobody conducts yet">Add people to the rota of the train, or name somebody here.</EmptyState>
      ) : (
        <RowList label="Conductor and backup">
          {people.map(
            ({ role, person }) =>
              person && <Row key={role} lead={<Avatar name={person.name} />} title={person.name} detail={role} />,
          )}
        </RowList>
      )}
    </Card>
  );
}
