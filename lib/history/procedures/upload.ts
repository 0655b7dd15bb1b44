import { z } from "zod";
import { inTransaction } from "@/db/transaction";
import { uuid } from "@/lib/fields";
import { addPart, finishUpload, startImport } from "@/lib/history/commands/upload";
import { addPartInput, finishUploadInput, startImportInput } from "@/lib/history/input";
import { memberOf, procedure } from "@/lib/rpc/procedure";

const tags = ["History"];

export const uploadProcedures = {
  start: procedure({
    access: "policy.manage",
    method: "POST",
    path: "/history/imports",
    status: 201,
    summary: "Open an import for a file with a history; its parts are sent next",
    tags,
    input: startImportInput,
    output: z.object({ importId: uuid }),
    handler: ({ input, actor, now, db }) => inTransaction(db, (tx) => startImport(tx, memberOf(actor), input, now)),
  }),
  addPart: procedure({
    access: "policy.manage",
    method: "POST",
    path: "/history/imports/{importId}/parts",
    summary: "Send one part of the file; the same part again changes nothing",
    tags,
    input: addPartInput,
    output: z.object({ receivedBytes: z.number() }),
    handler: ({ input, db }) => inTransaction(db, (tx) => addPart(tx, input)),
  }),
  finishUpload: procedure({
    access: "policy.manage",
    method: "POST",
    path: "/history/imports/{importId}/uploaded",
    status: 202,
    summary: "Say that all parts are sent; the file is then read, and nothing imported yet",
    tags,
    input: finishUploadInput,
    output: z.object({ importId: uuid }),
    handler: ({ input, actor, now, db }) => inTransaction(db, (tx) => finishUpload(tx, memberOf(actor), input, now)),
  }),
};
