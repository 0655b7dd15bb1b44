import { z } from "zod";
import { inTransaction } from "@/db/transaction";
import { readScope } from "@/lib/auth/actor";
import { accept, refuse } from "@/lib/domain/refusal";
import { releaseStates } from "@/lib/domain/release-state";
import { noInput } from "@/lib/fields";
import { changeRelease } from "@/lib/releases/commands/change-release";
import { createRelease } from "@/lib/releases/commands/create-release";
import { recordCheck } from "@/lib/releases/commands/record-check";
import { sendReleaseBack } from "@/lib/releases/commands/send-release-back";
import { tryReleaseAgain } from "@/lib/releases/commands/try-release-again";
import { withdrawRelease } from "@/lib/releases/commands/withdraw-release";
import { recordCheckInput, recordCheckOutput } from "@/lib/releases/input/check-input";
import { historyOutput, releaseDetailOutput } from "@/lib/releases/input/detail-output";
import { releaseChoicesOutput, releaseListOutput } from "@/lib/releases/input/list-output";
import { loadHistory } from "@/lib/releases/queries/history";
import { listReleases } from "@/lib/releases/queries/list-releases";
import { loadReleaseChoices } from "@/lib/releases/queries/release-choices";
import { loadReleaseDetail } from "@/lib/releases/queries/release-detail";
import { memberOf, procedure } from "@/lib/rpc/procedure";
import {
  changeReleaseInput,
  createReleaseInput,
  endReleaseInput,
  historyInput,
  listReleasesInput,
  releaseInput,
} from "./input";

const tags = ["Releases"];
const status = z.object({ status: z.enum(releaseStates) });

export const releasesProcedures = {
  list: procedure({
    access: "plan.read",
    method: "GET",
    path: "/releases",
    summary: "Releases by status, team, service and words, last changed first",
    tags,
    input: listReleasesInput,
    output: releaseListOutput,
    handler: async ({ input, actor, now, db }) => {
      const listed = await listReleases(db, input, readScope(actor), now);
      return listed.ok ? accept({ ...listed.value, zone: memberOf(actor).zone }) : listed;
    },
  }),
  choices: procedure({
    access: "plan.read",
    method: "GET",
    path: "/releases/choices",
    summary: "The teams and services that releases can be of",
    tags,
    input: noInput,
    output: releaseChoicesOutput,
    handler: async ({ actor, db }) => accept(await loadReleaseChoices(db, memberOf(actor))),
  }),
  detail: procedure({
    access: "plan.read",
    method: "GET",
    path: "/releases/{releaseId}",
    summary: "One release: rounds with QA, slots, deployments and the gates of its next slot",
    tags,
    input: releaseInput,
    output: releaseDetailOutput,
    handler: async ({ input, actor, now, db }) => {
      const detail = await loadReleaseDetail(db, input.releaseId, memberOf(actor), now);
      return detail === undefined ? refuse("not_found", "There is no such release.") : accept(detail);
    },
  }),
  history: procedure({
    access: "plan.read",
    method: "GET",
    path: "/releases/{releaseId}/history",
    summary: "What happened to a release, newest first",
    tags,
    input: historyInput,
    output: historyOutput,
    handler: ({ input, actor, db }) => loadHistory(db, input, readScope(actor)),
  }),
  create: procedure({
    access: "release.write",
    method: "POST",
    path: "/releases",
    summary: "Create a release as a draft",
    tags,
    status: 201,
    input: createReleaseInput,
    output: z.object({ releaseId: z.string() }),
    handler: ({ input, actor, now, db }) => inTransaction(db, (tx) => createRelease(tx, memberOf(actor), input, now)),
  }),
  change: procedure({
    access: "release.write",
    method: "PATCH",
    path: "/releases/{releaseId}",
    summary: "Change what a release says of itself, until QA has accepted it",
    tags,
    input: changeReleaseInput,
    output: z.object({ changed: z.array(z.string()) }),
    handler: ({ input, actor, now, db }) => inTransaction(db, (tx) => changeRelease(tx, memberOf(actor), input, now)),
  }),
  recordCheck: procedure({
    access: "release.write",
    method: "POST",
    path: "/builds/{buildId}/checks",
    summary:
      "Say how a check of a build stands; the latest word of each check counts, late and doubled ones change nothing",
    tags,
    input: recordCheckInput,
    output: recordCheckOutput,
    handler: ({ input, actor, now, db }) => inTransaction(db, (tx) => recordCheck(tx, memberOf(actor), input, now)),
  }),
  withdraw: procedure({
    access: "release.write",
    method: "POST",
    path: "/releases/{releaseId}/withdraw",
    summary: "Withdraw a release for good",
    tags,
    input: endReleaseInput,
    output: status,
    handler: ({ input, actor, now, db }) => inTransaction(db, (tx) => withdrawRelease(tx, memberOf(actor), input, now)),
  }),
  tryAgain: procedure({
    access: "release.write",
    method: "POST",
    path: "/releases/{releaseId}/try-again",
    summary: "After a failed deployment: let the same accepted build be booked again",
    tags,
    input: releaseInput,
    output: status,
    handler: ({ input, actor, now, db }) => inTransaction(db, (tx) => tryReleaseAgain(tx, memberOf(actor), input, now)),
  }),
  sendBack: procedure({
    access: "release.write",
    method: "POST",
    path: "/releases/{releaseId}/send-back",
    summary: "After a failed deployment: back to the developers",
    tags,
    input: endReleaseInput,
    output: status,
    handler: ({ input, actor, now, db }) => inTransaction(db, (tx) => sendReleaseBack(tx, memberOf(actor), input, now)),
  }),
};
