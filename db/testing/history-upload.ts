import { call } from "@orpc/server";
import { readHistory } from "@/lib/history/commands/read-history";
import { historyProcedures } from "@/lib/history/procedures";
import { contextAs } from "./call-as";
import type { Organisation } from "./organisation";
import { actorOf } from "./person";
import { testDatabase } from "./test-database";

/** The columns of a history that tells of changes. */
export const historyHead = "item,from,to,at\n";

/** Histories as the release manager of this organisation brings them in, over the procedures. */
export function historyUpload(org: Organisation) {
  const as = () => contextAs(actorOf(org.people.releaseManager), org.now);

  async function upload(text: string, more: object = {}, partLength = 30_000) {
    const { importId } = await call(
      historyProcedures.start,
      { fileName: "board.csv", bytes: Math.max(1, text.length), ...more },
      as(),
    );
    const parts: string[] = [];
    for (let from = 0; from < text.length; from += partLength) parts.push(text.slice(from, from + partLength));
    for (const [position, part] of parts.entries())
      await call(historyProcedures.addPart, { importId, position, text: part }, as());
    await call(historyProcedures.finishUpload, { importId, parts: parts.length }, as());
    return importId;
  }
  return {
    as,
    upload,
    /** Uploaded, and read as the worker reads it: it waits to be looked at. */
    async uploadAndRead(text: string, more: object = {}, partLength?: number) {
      const importId = await upload(text, more, partLength);
      await readHistory(testDatabase().db, importId, () => org.now);
      return importId;
    },
    detail: (importId: string) => call(historyProcedures.detail, { importId }, as()),
  };
}
