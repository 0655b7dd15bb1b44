import { accessProcedures } from "@/lib/access/procedures";
import { departuresProcedures } from "@/lib/access/procedures/departures";
import { approvalsProcedures } from "@/lib/approvals/procedures";
import { auditProcedures } from "@/lib/audit/procedures";
import { calendarsProcedures } from "@/lib/calendars/procedures";
import { deploymentsProcedures } from "@/lib/deployments/procedures";
import { forecastsProcedures } from "@/lib/forecasts/procedures";
import { freezesProcedures } from "@/lib/freezes/procedures";
import { groupsProcedures } from "@/lib/groups/procedures";
import { handoffsProcedures } from "@/lib/handoffs/procedures";
import { historyProcedures } from "@/lib/history/procedures";
import { inboundProcedures } from "@/lib/inbound/procedures";
import { insightsProcedures } from "@/lib/insights/procedures";
import { licencesProcedures } from "@/lib/licences/procedures";
import { noticesProcedures } from "@/lib/notices/procedures";
import { peopleProcedures } from "@/lib/people/procedures";
import { plansProcedures } from "@/lib/plans/procedures";
import { releasesProcedures } from "@/lib/releases/procedures";
import { servicesProcedures } from "@/lib/services/procedures";
import { slotsProcedures } from "@/lib/slots/procedures";
import { swapsProcedures } from "@/lib/swaps/procedures";
import { testPlansProcedures } from "@/lib/test-plans/procedures";
import { trainsProcedures } from "@/lib/trains/procedures";
import { viewsProcedures } from "@/lib/views/procedures";
import { waitlistProcedures } from "@/lib/waitlist/procedures";
import { windowsProcedures } from "@/lib/windows/procedures";

/** Every procedure of the product, by noun: the doors, the API description and the permission matrix are made from this. */
export const router = {
  access: accessProcedures,
  approvals: approvalsProcedures,
  calendars: calendarsProcedures,
  departures: departuresProcedures,
  deployments: deploymentsProcedures,
  groups: groupsProcedures,
  handoffs: handoffsProcedures,
  history: historyProcedures,
  inbound: inboundProcedures,
  insights: insightsProcedures,
  licences: licencesProcedures,
  notices: noticesProcedures,
  people: peopleProcedures,
  plans: plansProcedures,
  releases: releasesProcedures,
  services: servicesProcedures,
  slots: slotsProcedures,
  swaps: swapsProcedures,
  testPlans: testPlansProcedures,
  trains: trainsProcedures,
  waitlist: waitlistProcedures,
  windows: windowsProcedures,
  forecasts: forecastsProcedures,
  freezes: freezesProcedures,
  audit: auditProcedures,
  views: viewsProcedures,
};

export type AppRouter = typeof router;
