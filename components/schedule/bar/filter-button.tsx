"use client";

import { ListFilter } from "lucide-react";
import { isWide, type ScheduleView } from "@/components/schedule/address/schedule-view";
import type { ScheduleChoices } from "@/components/schedule/schedule-data";
import { slotLooks } from "@/components/slots/slot-words";
import { Button } from "@/components/ui/button";
import { CheckList } from "@/components/ui/check-list";
import { Checkbox } from "@/components/ui/checkbox";
import { hueColour } from "@/components/ui/hue-colour";
import { Mark } from "@/components/ui/mark";
import { Popover } from "@/components/ui/popover";
import { toneTexts } from "@/components/ui/tone";
import { phoneQuery, useMediaQuery } from "@/components/ui/use-media-query";
import { type ReleaseKind, releaseKinds } from "@/lib/domain/release-state";
import { narrows, type SlotFilter } from "@/lib/domain/slot-filter";
import type { SlotSummaryState } from "@/lib/domain/slot-summary";
import { kindLabel, partsOfFilter, stateNames } from "./filter-words";

export type FilterButtonProps = {
  view: ScheduleView;
  choices: ScheduleChoices;
  filter: SlotFilter;
  onFilter: (filter: SlotFilter) => void;
  onEnvironments: (ids: string[]) => void;
};

const states = Object.keys(stateNames) as SlotSummaryState[];
const listOr = <T extends string>(list: string[]) => (list.length === 0 ? undefined : (list as T[]));

/** What the schedule is narrowed to. */
export function FilterButton({ view, choices, filter, onFilter, onEnvironments }: FilterButtonProps) {
  const count = partsOfFilter(filter, choices).length;
  const isPhone = useMediaQuery(phoneQuery);
  const byTeam = (id: string) => filter.teamIds === undefined || filter.teamIds.includes(id);
  return (
    <Popover
      label="Filter"
      align="end"
      className="grid w-84 gap-4"
      trigger={
        <Button aria-label={count === 0 ? "Filter" : `Filter, ${count} set`} className="phone:order-5 phone:px-3!">
          <ListFilter className="size-4" aria-hidden="true" />
          <span className="phone:hidden">Filter</span>
          {count > 0 && (
            <span className="rounded-full bg-accent-ground px-1.5 font-semibold text-accent text-xs">{count}</span>
          )}
        </Button>
      }
    >
      <Checkbox
        label="Only mine"
        hint="What you booked, hold or made"
        checked={filter.mine ?? false}
        onChange={(event) => onFilter({ ...filter, mine: event.currentTarget.checked })}
      />
      {isWide(view, isPhone ? "phone" : "wide") && choices.environments.length > 1 && (
        <CheckList
          legend="Environments"
          inline
          options={choices.environments.map(({ id, name }) => ({ value: id, label: name }))}
          chosen={view.environments.map(({ id }) => id)}
          onChange={onEnvironments}
        />
      )}
      <CheckList
        legend="State"
        inline
        options={states.map((value) => ({
          value,
          label: stateNames[value],
          lead: <Mark name={slotLooks[value].mark} className={toneTexts[slotLooks[value].tone]} />,
        }))}
        chosen={filter.states ?? []}
        onChange={(list) => onFilter({ ...filter, states: listOr<SlotSummaryState>(list) })}
      />
      <CheckList
        legend="Kind"
        inline
        options={releaseKinds.map((kind) => ({ value: kind, label: kindLabel(kind) }))}
        chosen={filter.kinds ?? []}
        onChange={(list) => onFilter({ ...filter, kinds: listOr<ReleaseKind>(list) })}
      />
      <CheckList
        legend="Teams"
        options={choices.teams.map(({ id, name, hue }) => ({
          value: id,
          label: name,
          lead: <span aria-hidden="true" style={{ background: hueColour(hue) }} className="size-2.5 rounded-full" />,
        }))}
        chosen={filter.teamIds ?? []}
        onChange={(list) => onFilter({ ...filter, teamIds: listOr(list) })}
      />
      <CheckList
        legend="Services"
        options={choices.services
          .filter(({ id, teamId }) => byTeam(teamId) || filter.serviceIds?.includes(id))
          .map(({ id, name }) => ({ value: id, label: name }))}
        chosen={filter.serviceIds ?? []}
        onChange={(list) => onFilter({ ...filter, serviceIds: listOr(list) })}
      />
      {narrows(filter) && (
        <Button block onClick={() => onFilter({})}>
          Clear the filter
        </Button>
      )}
    </Popover>
  );
}
