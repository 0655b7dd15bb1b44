/** What the events of a calendar from outside are here: marks that people see, or stretches that close. */
export const calendarUses = ["mark", "freeze"] as const;
export type CalendarUse = (typeof calendarUses)[number];
