import { hueColour } from "@/components/ui/hue-colour";

/** A team by its name, with the colour that its slots have on the schedule. */
export function TeamName({ team }: { team: { name: string; hue: number } }) {
  return (
    <span className="inline-flex items-center gap-2">
      <span
        aria-hidden="true"
        className="size-2.5 shrink-0 rounded-full"
        style={{ backgroundColor: hueColour(team.hue) }}
      />
      {team.name}
    </span>
  );
}
