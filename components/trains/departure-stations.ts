import type { Station, StationState } from "@/components/ui/path-line";
import { type Milestone, milestones, milestoneWords } from "@/lib/domain/train-milestones";
import { formatDuration, formatInstant } from "@/lib/time/format";
import type { DepartureDetail, DepartureRow, LineStation, LineStop } from "./train-data";

/** How far a departure has come along its milestones; the next one says how long it is until then. */
export function milestoneStations(departure: DepartureRow, now: Date): Station[] {
  const { at, train, status, departedAt, arrivedAt, outcome, next } = departure;
  const isOff = status === "cancelled" || status === "skipped";
  const stateOf = (milestone: Milestone): StationState => {
    if (milestone === "arrival" && arrivedAt) return outcome === "failed" ? "failed" : "done";
    if (milestone === "departure" && departedAt) return "done";
    if (isOff) return "ahead";
    if (milestone === next?.milestone) return milestone === "arrival" ? "now" : "ahead";
    const isReached = milestones.indexOf(milestone) < milestones.indexOf(next?.milestone ?? "arrival");
    return isReached || status === "arrived" ? "done" : "ahead";
  };
  return milestones.map((milestone) => {
    const actual = milestone === "departure" ? departedAt : milestone === "arrival" ? arrivedAt : null;
    const when = formatInstant(actual ?? at[milestone], train.zone);
    const left = at[milestone].getTime() - now.getTime();
    const isNext = milestone === next?.milestone && !isOff;
    const until = isNext && left > 0 ? `, in ${formatDuration(left)}` : "";
    const isHeld = milestone === "departure" && status === "held";
    return {
      label: milestoneWords[milestone],
      state: isHeld ? "now" : stateOf(milestone),
      detail: isHeld ? `held, at the earliest ${when}` : `${when}${until}`,
    };
  });
}

const states: Readonly<Record<LineStation["state"], StationState>> = {
  ahead: "ahead",
  here: "now",
  passed: "done",
  failed: "failed",
};

type Line = Pick<DepartureDetail["line"], "stations">;

/** The stations of the line in order: environments, and within one the waves in which services leave side by side. */
export function placeStations({ line }: { line: Line }): Station[] {
  return namedStations(line).map(({ label, state, stops }) => ({
    label,
    state: states[state],
    detail: stopsInWords(stops),
  }));
}

/** The stations under their names: one with a number where an environment has several waves. */
export function namedStations({ stations }: Line): (LineStation & { label: string })[] {
  const several = new Set(stations.filter(({ wave }) => wave > 1).map(({ environment }) => environment.id));
  return stations.map((station) => {
    const { environment, wave } = station;
    return { ...station, label: several.has(environment.id) ? `${environment.name} ${wave}` : environment.name };
  });
}

/** "Every stop: 2 of 8 arrived, 1 failed": what is folded up under the line. */
export function everyStopInWords({ stations }: Line): string {
  const all = stations.flatMap(({ stops }) => stops);
  const count = (state: LineStop["state"]) => all.filter((stop) => stop.state === state).length;
  const bad = [
    [count("failed"), "failed"],
    [count("stays"), count("stays") === 1 ? "stays" : "stay"],
  ] as const;
  const more = bad.flatMap(([amount, word]) => (amount > 0 ? [`${amount} ${word}`] : []));
  return `Every stop: ${[`${count("arrived")} of ${all.length} arrived`, ...more].join(", ")}`;
}

const mostNamed = 3;

function stopsInWords(stops: LineStation["stops"]): string {
  const arrived = stops.filter(({ state }) => state === "arrived").length;
  const failed = stops.filter(({ state }) => state === "failed");
  if (failed.length > 0) return `${failed.map(({ serviceName }) => serviceName).join(", ")} failed`;
  if (arrived > 0) return `${arrived} of ${stops.length} arrived`;
  const names = stops.slice(0, mostNamed).map(({ serviceName }) => serviceName);
  const more = stops.length > mostNamed ? ` and ${stops.length - mostNamed} more` : "";
  return names.join(", ") + more;
}
