import { inTransaction } from "@/db/transaction";
import { accept } from "@/lib/domain/refusal";
import { procedure } from "@/lib/rpc/procedure";
import { importTimetable } from "@/lib/trains/commands/import-timetable";
import {
  importedOutput,
  importPreviewOutput,
  importTimetableInput,
  previewImportInput,
} from "@/lib/trains/input/import";
import { planImport } from "@/lib/trains/queries/timetable-import";

const tags = ["Trains"];
const access = "window.manage" as const;
/** What is shown of a long file: it is all counted. */
const mostShown = 200;

/** Timetables that exist somewhere as dates. */
export const importProcedures = {
  previewImport: procedure({
    access,
    method: "POST",
    path: "/trains/import/preview",
    summary: "What a file of dates would make, and which of its rows make no sense",
    tags,
    input: previewImportInput,
    output: importPreviewOutput,
    handler: async ({ input, now, db }) => {
      const { format, trains, faults } = await planImport(db, input);
      const all = trains.flatMap(({ departures }) => departures);
      const shown = trains.slice(0, mostShown).flatMap(({ name, departures }) => {
        const [first, last] = [departures[0], departures.at(-1)];
        return first && last
          ? [{ name, departures: departures.length, first: first.at.departure, last: last.at.departure }]
          : [];
      });
      return accept({
        format,
        trains: trains.length,
        departures: all.length,
        past: all.filter(({ at }) => at.departure < now).length,
        shown,
        faults: faults.length,
        shownFaults: faults.slice(0, mostShown),
      });
    },
  }),
  importTimetable: procedure({
    access,
    method: "POST",
    path: "/trains/import",
    summary: "Make the trains of a file of dates, all of them or none",
    tags,
    input: importTimetableInput,
    output: importedOutput,
    handler: async ({ input, actor, now, db }) =>
      await inTransaction(db, (tx) => importTimetable(tx, actor, input, now)),
  }),
};
