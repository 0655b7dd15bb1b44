"use client";

import { useShortcut } from "@/components/shell/shortcuts";
import { notify } from "@/components/ui/toaster";
import { undoLast } from "@/components/ui/undo";
import type { ViewName } from "./address/schedule-address";
import type { ScheduleView } from "./address/schedule-view";
import { unit } from "./bar/schedule-bar";

type ScheduleKeys = {
  view: ScheduleView;
  onView: (name: ViewName) => void;
  onStep: (steps: number) => void;
  onToday: () => void;
  onJump: () => void;
  onSearch: () => void;
  onBook?: () => void;
};

/** The keys of the schedule; `?` lists them. Those inside the calendar are its own. */
export function useScheduleKeys({ view, onView, onStep, onToday, onJump, onSearch, onBook }: ScheduleKeys): void {
  useShortcut("ArrowLeft", `${unit(view.name)} before`, () => onStep(-1));
  useShortcut("ArrowRight", `${unit(view.name)} after`, () => onStep(1));
  useShortcut("t", "Today", onToday);
  useShortcut("j", "Jump to a date", onJump);
  useShortcut("/", "Find a slot", onSearch);
  useShortcut("d", "Day", () => onView("day"));
  useShortcut("w", "Week", () => onView("week"));
  useShortcut("m", "Month; on a slot: pick it up to move it", () => onView("month"));
  useShortcut("q", "Quarter", () => onView("quarter"));
  useShortcut("a", "Agenda", () => onView("agenda"));
  useShortcut("b", "Book a slot; on free room: there", () => onBook?.(), { enabled: onBook !== undefined });
  useShortcut("mod+z", "Take back what was just moved or given up", () => {
    if (!undoLast()) notify({ title: "There is nothing to take back", tone: "neutral" });
  });
}
