import { z } from "zod";
import { inTransaction } from "@/db/transaction";
import { readScope } from "@/lib/auth/actor";
import { accept, refuse } from "@/lib/domain/refusal";
import { noInput } from "@/lib/fields";
import { recordProof } from "@/lib/licences/commands/record-proof";
import { withdrawProof } from "@/lib/licences/commands/withdraw-proof";
import { loadLicence } from "@/lib/licences/queries/licence";
import { listLicences } from "@/lib/licences/queries/licences";
import { memberOf, procedure } from "@/lib/rpc/procedure";
import {
  licenceInput,
  licenceOutput,
  licencesOutput,
  recordProofInput,
  recordProofOutput,
  withdrawProofInput,
} from "./input";

const tags = ["Licences"];

/** Continuous availability: the four proofs, and what follows from them. */
export const licencesProcedures = {
  list: procedure({
    access: "plan.read",
    method: "GET",
    path: "/licences",
    summary: "The services that are to deploy continuously, whether each may right now, and what lapses next",
    tags,
    input: noInput,
    output: licencesOutput,
    handler: async ({ actor, now, db }) => {
      const member = memberOf(actor);
      return accept({ licences: await listLicences(db, readScope(member), now, member.zone) });
    },
  }),
  get: procedure({
    access: "plan.read",
    method: "GET",
    path: "/services/{serviceId}/licence",
    summary:
      "How a service ships: whether it may deploy at any time, its proofs, and the windows that serve it otherwise",
    tags,
    input: licenceInput,
    output: licenceOutput,
    handler: async ({ input, actor, now, db }) => {
      const licence = await loadLicence(db, input.serviceId, memberOf(actor), now);
      return licence === undefined ? refuse("not_found", "There is no such service.") : accept(licence);
    },
  }),
  record: procedure({
    access: "release.write",
    method: "POST",
    path: "/licence-proofs",
    summary: "Record a proof; a passed regression run on one artifact accepts exactly that build of a licensed service",
    tags,
    status: 201,
    input: recordProofInput,
    output: recordProofOutput,
    handler: ({ input, actor, now, db }) => inTransaction(db, (tx) => recordProof(tx, memberOf(actor), input, now)),
  }),
  withdraw: procedure({
    access: "release.write",
    method: "POST",
    path: "/licence-proofs/{proofId}/withdraw",
    summary: "Take a proof back that turned out to prove nothing",
    tags,
    input: withdrawProofInput,
    output: z.null(),
    handler: ({ input, actor, now, db }) => inTransaction(db, (tx) => withdrawProof(tx, memberOf(actor), input, now)),
  }),
};
