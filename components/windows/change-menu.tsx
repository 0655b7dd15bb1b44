"use client";

import { CalendarClock, CalendarRange, CalendarX, ChevronDown, StepForward } from "lucide-react";
import { Button } from "@/components/ui/button";
import { Menu, MenuItem, MenuSeparator } from "@/components/ui/menu";
import type { OpeningRow } from "./window-row";

type ChangeMenuProps = {
  windowId: string;
  opening: Pick<OpeningRow, "id">;
  /** What the button says of which opening, for screen readers in a list of many. */
  label?: string;
  onEdit: () => void;
  onCancel: () => void;
};

/** How far a change reaches: this opening, this and the following ones, all of the window's. */
export function ChangeMenu({ windowId, opening, label, onEdit, onCancel }: ChangeMenuProps) {
  const edit = `/settings/windows/${windowId}/edit`;
  return (
    <Menu
      trigger={
        <Button size="sm" aria-label={label} icon={<ChevronDown className="order-last size-3.5" aria-hidden="true" />}>
          Change
        </Button>
      }
    >
      <MenuItem icon={<CalendarClock />} onSelect={onEdit}>
        This one…
      </MenuItem>
      <MenuItem icon={<StepForward />} href={`${edit}?from=${opening.id}`}>
        This and following…
      </MenuItem>
      <MenuItem icon={<CalendarRange />} href={edit}>
        All openings…
      </MenuItem>
      <MenuSeparator />
      <MenuItem icon={<CalendarX />} danger onSelect={onCancel}>
        Cancel this one…
      </MenuItem>
    </Menu>
  );
}
