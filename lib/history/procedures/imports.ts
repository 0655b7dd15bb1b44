import { z } from "zod";
import { inTransaction } from "@/db/transaction";
import { accept, refuse } from "@/lib/domain/refusal";
import { noInput, uuid } from "@/lib/fields";
import { cancelImport, confirmImport, readAgain, removeImport } from "@/lib/history/commands/import-history";
import { confirmImportInput, importInput, importProblemsInput, readAgainInput } from "@/lib/history/input";
import { listAlsoIn } from "@/lib/history/queries/also-in";
import { listImports, listProblems, loadImport } from "@/lib/history/queries/imports";
import { memberOf, procedure } from "@/lib/rpc/procedure";
import { importDetail, importRow } from "./output";

const tags = ["History"];
const started = z.object({ importId: uuid });

export const importProcedures = {
  list: procedure({
    access: "policy.manage",
    method: "GET",
    path: "/history/imports",
    summary: "Imported histories and those on their way, newest first",
    tags,
    input: noInput,
    output: z.object({ imports: z.array(importRow) }),
    handler: async ({ db }) => accept({ imports: await listImports(db) }),
  }),
  detail: procedure({
    access: "policy.manage",
    method: "GET",
    path: "/history/imports/{importId}",
    summary: "What was found in a file: columns, states and what they mean, range, counts",
    tags,
    input: importInput,
    output: importDetail,
    handler: async ({ input, db }) => {
      const found = await loadImport(db, input.importId);
      if (found === undefined) return refuse("not_found", "There is no such import.");
      const isWhole = found.status === "ready" || found.status === "imported";
      return accept({ ...found, alsoIn: isWhole ? await listAlsoIn(db, input.importId) : [] });
    },
  }),
  problems: procedure({
    access: "policy.manage",
    method: "GET",
    path: "/history/imports/{importId}/problems",
    summary: "The rows of a file that make no sense, with line and reason",
    tags,
    input: importProblemsInput,
    output: z.object({
      problems: z.array(z.object({ line: z.number(), code: z.string(), item: z.string(), message: z.string() })),
      /** Where the next page begins. */
      next: z.number().optional(),
    }),
    handler: async ({ input, db }) => {
      if ((await loadImport(db, input.importId)) === undefined) return refuse("not_found", "There is no such import.");
      return accept(await listProblems(db, input));
    },
  }),
  readAgain: procedure({
    access: "policy.manage",
    method: "POST",
    path: "/history/imports/{importId}/read",
    status: 202,
    summary: "Read the file once more, with other columns or another zone",
    tags,
    input: readAgainInput,
    output: started,
    handler: ({ input, db }) => inTransaction(db, (tx) => readAgain(tx, input)),
  }),
  confirm: procedure({
    access: "policy.manage",
    method: "POST",
    path: "/history/imports/{importId}/import",
    status: 202,
    summary: "Import what makes sense in the file, all of it or nothing",
    tags,
    input: confirmImportInput,
    output: started,
    handler: ({ input, actor, now, db }) => inTransaction(db, (tx) => confirmImport(tx, memberOf(actor), input, now)),
  }),
  cancel: procedure({
    access: "policy.manage",
    method: "POST",
    path: "/history/imports/{importId}/cancel",
    summary: "Stop an import wherever it is; nothing of it counts",
    tags,
    input: importInput,
    output: z.null(),
    handler: ({ input, actor, now, db }) =>
      inTransaction(db, (tx) => cancelImport(tx, memberOf(actor), input.importId, now)),
  }),
  remove: procedure({
    access: "policy.manage",
    method: "DELETE",
    path: "/history/imports/{importId}",
    summary: "Take an imported history out again",
    tags,
    input: importInput,
    output: z.null(),
    handler: ({ input, actor, now, db }) =>
      inTransaction(db, (tx) => removeImport(tx, memberOf(actor), input.importId, now)),
  }),
};
