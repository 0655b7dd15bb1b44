import type { Reader } from "@/db/client";
import { agesTable } from "@/lib/domain/insights/ages";
import { bouncesTable } from "@/lib/domain/insights/bounces";
import { cycleTable } from "@/lib/domain/insights/cycle-times";
import { deliveriesTable, measuresOf } from "@/lib/domain/insights/deliveries";
import { type FigureName, type FigureTable, figureWords } from "@/lib/domain/insights/figure";
import { flowTable } from "@/lib/domain/insights/flow";
import { onTimeShare, punctualityTable } from "@/lib/domain/insights/punctuality";
import { slotUseTable } from "@/lib/domain/insights/slot-use";
import { loadAges } from "./ages";
import { loadBounces } from "./bounces";
import { loadCycleTimes } from "./cycle-times";
import { loadDeliveries } from "./deliveries";
import { loadFlow } from "./flow";
import type { InsightScope } from "./insight-scope";
import { loadPunctuality } from "./punctuality";
import { loadSlotUse } from "./slot-use";

/** What a figure says of itself, whatever it shows. */
function about(name: FigureName, { period: { range, step }, zone }: InsightScope, table: FigureTable) {
  return {
    ...figureWords[name],
    period: { ...range, zone, step },
    table: { columns: [...table.columns], rows: table.rows.map((row) => [...row]) },
  };
}

/** Each figure with its words, its period and the table behind it. Its table is what its CSV is made of. */
export const figures = {
  async flow(reader: Reader, scope: InsightScope) {
    const points = await loadFlow(reader, scope);
    return { ...about("flow", scope, flowTable(points)), points };
  },
  async ages(reader: Reader, scope: InsightScope) {
    const found = await loadAges(reader, scope);
    const { percentiles } = await loadCycleTimes(reader, scope);
    return { ...about("ages", scope, agesTable(found.work)), ...found, percentiles };
  },
  async cycle_times(reader: Reader, scope: InsightScope) {
    const found = await loadCycleTimes(reader, scope);
    return { ...about("cycle_times", scope, cycleTable(found.times)), ...found };
  },
  async bounces(reader: Reader, scope: InsightScope) {
    const services = await loadBounces(reader, scope);
    return { ...about("bounces", scope, bouncesTable(services)), services };
  },
  async punctuality(reader: Reader, scope: InsightScope) {
    const points = await loadPunctuality(reader, scope);
    return { ...about("punctuality", scope, punctualityTable(points)), points, onTimeShare: onTimeShare(points) };
  },
  async slot_use(reader: Reader, scope: InsightScope) {
    const windows = await loadSlotUse(reader, scope);
    const { reach, teamId, serviceId } = scope;
    const isPartial = reach !== "all" || teamId !== undefined || serviceId !== undefined;
    return { ...about("slot_use", scope, slotUseTable(windows)), windows, isPartial };
  },
  async deliveries(reader: Reader, scope: InsightScope) {
    const none = measuresOf([], scope.period.range);
    const found = (await loadDeliveries(reader, scope)) ?? {
      environment: null,
      measures: none,
      before: none,
      steps: [],
      isCutOff: false,
    };
    return { ...about("deliveries", scope, deliveriesTable(found.steps)), ...found };
  },
} satisfies Record<FigureName, (reader: Reader, scope: InsightScope) => Promise<{ table: FigureTable }>>;
