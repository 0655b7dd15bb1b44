import type { RawEntry, TimetableFormat } from "./timetable-file";
import type { Milestone } from "./train-milestones";

type Published = { format: TimetableFormat; entries: RawEntry[] };

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);
const said = (value: unknown) => (typeof value === "string" || typeof value === "number" ? String(value) : "");

/**
 * The dates of a published schedule, or `undefined` when it is none that is known. What a schedule says beside its dates (codenames,
 * latest versions, links) is passed over; dates it does not have ("not yet", `false`) are no entries.
 */
export function publishedEntries(value: unknown): Published | undefined {
  if (Array.isArray(value)) return neutral(value);
  if (!isRecord(value)) return undefined;
  if (Array.isArray(value.milestones)) return chromium(value.milestones);
  const values = Object.values(value);
  if (values.length > 0 && values.every((each) => isRecord(each) && Array.isArray(each.releases)))
    return endoflife(value);
  if (values.length > 0 && values.every((each) => isRecord(each) && typeof each.start === "string")) return node(value);
  return undefined;
}

function neutral(list: readonly unknown[]): Published | undefined {
  if (!list.every(isRecord)) return undefined;
  const entries = list.map((each, place) => ({
    where: `entry ${place + 1}`,
    train: said(each.train),
    departure: said(each.departure),
    milestone: said(each.milestone),
    at: said(each.at),
  }));
  return { format: "json", entries };
}

const nodePhases = {
  alpha: "Node.js alpha",
  start: "Node.js start",
  lts: "Node.js LTS",
  maintenance: "Node.js maintenance",
  end: "Node.js end of life",
};

/** Each phase of a Node.js line has a day of its own: a train per phase, on which the versions depart. */
function node(schedule: Record<string, unknown>): Published {
  const entries = Object.entries(schedule).flatMap(([version, dates]) =>
    Object.entries(nodePhases).flatMap(([phase, train]) => {
      const at = isRecord(dates) ? dates[phase] : undefined;
      if (at === undefined) return [];
      return [{ where: `${version}, ${phase}`, train, departure: version, milestone: "departure", at: said(at) }];
    }),
  );
  return { format: "node", entries };
}

/** Which of Chromium's dates are whose milestone: the branch cuts off, the last cut before stable is the go. */
const chromiumDates: readonly (readonly [string, Milestone])[] = [
  ["branch_point", "cutoff"],
  ["final_beta_cut", "qa_exit"],
  ["stable_cut", "go_no_go"],
  ["stable_date", "departure"],
  ["late_stable_date", "arrival"],
];

function chromium(list: readonly unknown[]): Published {
  const entries = list.filter(isRecord).flatMap((each, place) => {
    const departure = each.mstone === undefined ? "" : `M${said(each.mstone)}`;
    return chromiumDates.flatMap(([key, milestone]) =>
      each[key] === undefined
        ? []
        : [
            {
              where: `${departure || `entry ${place + 1}`}, ${key}`,
              train: "Chromium",
              departure,
              milestone,
              at: said(each[key]),
            },
          ],
    );
  });
  return { format: "chromium", entries };
}

/** A product is a train, its cycles depart on the day of their release. */
function endoflife(products: Record<string, unknown>): Published {
  const entries = Object.entries(products).flatMap(([key, product]) => {
    const { title, releases } = product as { title?: unknown; releases: readonly unknown[] };
    const train = said(title) || key;
    return releases.filter(isRecord).map((release) => {
      const departure = said(release.releaseCycle);
      return { where: `${key} ${departure}`, train, departure, milestone: "departure", at: said(release.releaseDate) };
    });
  });
  return { format: "endoflife", entries };
}
