import { z } from "zod";
import { inTransaction } from "@/db/transaction";
import { readScope } from "@/lib/auth/actor";
import { accept, refuse } from "@/lib/domain/refusal";
import { cadences } from "@/lib/domain/service-cadence";
import { procedure } from "@/lib/rpc/procedure";
import { archiveService, changeService, createService, restoreService } from "@/lib/services/commands/service";
import { changeServiceInput, createServiceInput, listServicesInput, serviceInput } from "@/lib/services/input";
import { listServices } from "@/lib/services/queries/services";
import { targetOutput } from "./targets";
import { teamOutput } from "./teams";

const tags = ["Services"];

const serviceOutput = z.object({
  id: z.string(),
  name: z.string(),
  description: z.string(),
  cadence: z.enum(cadences),
  archivedAt: z.date().nullable(),
  team: teamOutput,
  /** The services that are deployed before it. */
  dependsOn: z.array(z.object({ id: z.string(), name: z.string() })),
  targets: z.array(targetOutput),
});

export const serviceProcedures = {
  list: procedure({
    access: "plan.read",
    method: "GET",
    path: "/services",
    summary: "Lists the services that you may read, with their targets",
    tags,
    input: listServicesInput,
    output: z.object({ services: z.array(serviceOutput) }),
    handler: async ({ input, actor, db }) => accept({ services: await listServices(db, readScope(actor), input) }),
  }),
  get: procedure({
    access: "plan.read",
    method: "GET",
    path: "/services/{serviceId}",
    summary: "Reads one service",
    tags,
    input: serviceInput,
    output: serviceOutput,
    handler: async ({ input, actor, db }) => {
      const [service] = await listServices(db, readScope(actor), { archived: true, serviceId: input.serviceId });
      return service ? accept(service) : refuse("not_found", "There is no such service.");
    },
  }),
  create: procedure({
    access: "service.manage",
    method: "POST",
    path: "/services",
    summary: "Adds a service",
    tags,
    status: 201,
    input: createServiceInput,
    output: z.object({ serviceId: z.string() }),
    handler: ({ input, actor, now, db }) => inTransaction(db, (tx) => createService(tx, actor, input, now)),
  }),
  change: procedure({
    access: "service.manage",
    method: "PATCH",
    path: "/services/{serviceId}",
    summary: "Changes a service",
    tags,
    input: changeServiceInput,
    output: z.null(),
    handler: ({ input, actor, now, db }) => inTransaction(db, (tx) => changeService(tx, actor, input, now)),
  }),
  archive: procedure({
    access: "service.manage",
    method: "POST",
    path: "/services/{serviceId}/archive",
    summary: "Puts a service away that has nothing left to ship",
    tags,
    input: serviceInput,
    output: z.null(),
    handler: ({ input, actor, now, db }) => inTransaction(db, (tx) => archiveService(tx, actor, input, now)),
  }),
  restore: procedure({
    access: "service.manage",
    method: "POST",
    path: "/services/{serviceId}/restore",
    summary: "Takes an archived service back into use",
    tags,
    input: serviceInput,
    output: z.null(),
    handler: ({ input, actor, now, db }) => inTransaction(db, (tx) => restoreService(tx, actor, input, now)),
  }),
};
