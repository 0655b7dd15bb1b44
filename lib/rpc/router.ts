import { accessProcedures } from "@/lib/access/procedures";
import { departuresProcedures } from "@/lib/access/procedures/departures";
import { approvalsProcedures } from "@/lib/approvals/procedures";
import { auditProcedures } from "@/lib/audit/procedures";
import { deploymentsProcedures } from "@/lib/deployments/procedures";
import { handoffsProcedures } from "@/lib/handoffs/procedures";
import { peopleProcedures } from "@/lib/people/procedures";
import { releasesProcedures } from "@/lib/releases/procedures";
import { servicesProcedures } from "@/lib/services/procedures";
import { slotsProcedures } from "@/lib/slots/procedures";
import { freezesProcedures, windowsProcedures } from "@/lib/windows/procedures";

/** Every procedure of the product, by noun: the doors, the API description and the permission matrix are made from this. */
export const router = {
  access: accessProcedures,
  approvals: approvalsProcedures,
  departures: departuresProcedures,
  deployments: deploymentsProcedures,
  handoffs: handoffsProcedures,
  people: peopleProcedures,
  releases: releasesProcedures,
  services: servicesProcedures,
  slots: slotsProcedures,
  windows: windowsProcedures,
  freezes: freezesProcedures,
  audit: auditProcedures,
};

export type AppRouter = typeof router;
