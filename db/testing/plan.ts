import fc from "fast-check";
import { freezeGrades } from "@/lib/domain/freeze-grade";
import { overrunRules } from "@/lib/domain/overrun";
import { inWrittenOrder, namesInOrder, type Plan, type ScopeEntry, weekdayWords } from "@/lib/domain/plan";
import { cadences, windowCadences } from "@/lib/domain/service-cadence";
import { successPolicies } from "@/lib/domain/target-success";
import { thawRules } from "@/lib/domain/thaw-rule";
import { dayOffPolicies, standardMilestones } from "@/lib/domain/train-milestones";
import { bumpingRules, failurePolicies, goRules, holdOutcomes } from "@/lib/domain/train-policy";

/** Text as people may write it, and as nobody should: what fields take is trimmed, and has no NUL and no lone surrogates. */
const text = (maxLength: number) =>
  fc
    .oneof(
      fc.string({ unit: "grapheme", maxLength }),
      fc.constantFrom(
        "no",
        "~",
        "0x1f",
        "06:00",
        "1e3",
        "- a",
        "a: b",
        "# x",
        "'",
        '"',
        "|",
        "a\n  b\n\nc",
        "\u2028",
        "\u0085x",
      ),
    )
    .map((value) => value.replaceAll("\u0000", "").trim())
    .filter((value) => value.isWellFormed() && value.length <= maxLength);

const names = (most: number) =>
  fc.uniqueArray(
    text(40).filter((value) => value.length > 0),
    { minLength: 1, maxLength: most, selector: (value) => value.toLowerCase() },
  );

const zone = fc.constantFrom("Europe/Berlin", "America/New_York", "Asia/Kathmandu", "UTC");
const rules = fc.constantFrom(
  { rrule: "FREQ=DAILY", durationMinutes: 60 },
  { rrule: "FREQ=WEEKLY;BYDAY=TU,TH", durationMinutes: 720 },
  { rrule: "FREQ=MONTHLY;BYDAY=-1SA;UNTIL=20281231", durationMinutes: 480 },
  { rrule: "FREQ=WEEKLY;INTERVAL=2;BYDAY=SU;WKST=SU", durationMinutes: 1_500 },
  { rrule: null, durationMinutes: 2_880 },
);
/** After `testNow`, so that nothing is over. */
const localStart = fc
  .tuple(fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 28 }), fc.integer({ min: 0, max: 23 }))
  .map((parts) => parts.map((part) => String(part).padStart(2, "0")))
  .map(([month, day, hour]) => `2027-${month}-${day}T${hour}:15`);
const someOf = (all: readonly string[]) => fc.subarray([...all]).map(namesInOrder);

const workingHours = fc.option(
  fc.record({
    zone,
    from: fc.constantFrom("00:00", "07:30", "08:00"),
    to: fc.constantFrom("16:00", "18:00", "24:00"),
    days: fc.subarray([...weekdayWords], { minLength: 1 }),
  }),
);

/** A train that leaves in the afternoon, after every milestone of its day. */
const timetable = {
  zone: "Europe/Berlin",
  localStart: "2027-03-02T15:00",
  durationMinutes: 240,
  rrule: "FREQ=WEEKLY;BYDAY=TU",
  exdates: [],
  holidays: null,
  milestones: standardMilestones,
  missedTrain: null,
};

/** Any plan that could stand: every name means something, nothing waits for itself, nothing is over. */
export const plans: fc.Arbitrary<Plan> = fc
  .record({
    environments: names(4),
    teams: names(4),
    services: names(6),
    windows: names(4),
    freezes: fc.array(text(40)),
  })
  .chain((known) => {
    const scope: fc.Arbitrary<ScopeEntry> = fc.record({
      environments: someOf(known.environments),
      teams: someOf(known.teams),
      services: someOf(known.services),
    });
    const rule = fc.record({ zone, localStart, rule: rules }).map(({ rule: each, ...rest }) => ({ ...rest, ...each }));
    return fc.record({
      environments: fc.tuple(
        ...known.environments.map((name) =>
          fc.record({ name: fc.constant(name), zone, defaultOpen: fc.boolean(), requiresAcceptance: fc.boolean() }),
        ),
      ),
      teams: fc.tuple(
        ...known.teams.map((name) => fc.record({ name: fc.constant(name), hue: fc.nat(11), workingHours })),
      ),
      services: fc.tuple(
        ...known.services.map((name, index) =>
          fc.record({
            name: fc.constant(name),
            team: fc.constantFrom(...known.teams),
            description: text(200),
            cadence: fc.constantFrom(...cadences),
            // Only on services before it: no circle.
            dependsOn: someOf(known.services.slice(0, index)),
            archived: fc.constant(false),
          }),
        ),
      ),
      targets: fc.uniqueArray(
        fc.record({
          service: fc.constantFrom(...known.services),
          environment: fc.constantFrom(...known.environments),
          url: fc.constantFrom("https://93.184.216.34/a", "https://93.184.216.34:8443/b?c=d#e"),
          successBy: fc.constantFrom(...successPolicies),
          callTimeoutSeconds: fc.integer({ min: 1, max: 60 }),
          reportTimeoutSeconds: fc.integer({ min: 10, max: 86_400 }),
          enabled: fc.boolean(),
        }),
        { maxLength: 4, selector: ({ service, environment }) => `${service}\n${environment}` },
      ),
      policies: fc.uniqueArray(
        fc.record({
          environment: fc.constantFrom(...known.environments),
          stages: fc.constantFrom(
            [{ role: "qa" as const, required: 2 }],
            [
              { role: "release_manager" as const, required: 1 },
              { role: "developer" as const, required: 20 },
            ],
          ),
          authorExcluded: fc.boolean(),
          coversTime: fc.constantFrom("none" as const, "occurrence" as const, "slot" as const),
        }),
        { selector: ({ environment }) => environment },
      ),
      windows: fc.tuple(
        ...known.windows.map((name) =>
          fc
            .record({
              name: fc.constant(name),
              environment: fc.constantFrom(...known.environments),
              cadence: fc.constantFrom(...windowCadences),
              rule,
              exdates: fc.subarray(["2027-03-01T06:00", "2027-03-02T06:00"]),
              rdates: fc.subarray(["2029-03-01T06:00"]),
              lanes: fc.integer({ min: 1, max: 50 }),
              granularityMinutes: fc.integer({ min: 1, max: 1_440 }),
              leadMinutes: fc.nat(525_600),
              overrun: fc.constantFrom(...overrunRules),
              teams: someOf(known.teams),
            })
            .map(({ rule: each, ...rest }) => ({ ...rest, ...each })),
        ),
      ),
      freezes: fc.tuple(
        ...known.freezes
          .filter((name) => name !== "")
          .map((name) =>
            fc
              .record({
                name: fc.constant(name),
                reason: text(100),
                grade: fc.constantFrom(...freezeGrades),
                rule,
                exdates: fc.subarray(["2027-03-01T06:00"]),
                rdates: fc.subarray(["2029-02-01T06:00"]),
                scope,
                except: scope,
                thaw: fc.constantFrom(...thawRules),
                thawPerHour: fc.integer({ min: 1, max: 1_000 }),
              })
              .map(({ rule: each, scope: reach, except, ...rest }) => ({
                ...rest,
                ...each,
                ...reach,
                // What is taken out is never all that was named: such a freeze would close nothing.
                except: {
                  environments: except.environments.filter((stop) => !reach.environments.includes(stop)),
                  teams: except.teams.filter((team) => !reach.teams.includes(team)),
                  services: except.services.filter((service) => !reach.services.includes(service)),
                },
              })),
          ),
      ),
      trains: fc.tuple(
        fc
          .record({
            name: fc.constant("Weekly"),
            environments: fc.subarray([...known.environments], { minLength: 1 }),
            description: text(100),
            rdates: fc.subarray(["2027-09-01T06:00"]),
            weekdays: fc.constantFrom(["MO", "TU", "WE", "TH", "FR"], ["MO", "SU"]),
            onDayOff: fc.constantFrom(...dayOffPolicies),
            capacity: fc.option(fc.integer({ min: 1, max: 1_000 })),
            bumping: fc.constantFrom(...bumpingRules),
            missed: fc.constantFrom("next_departure" as const, "ask" as const),
            holdMinutes: fc.nat(525_600),
            holdThen: fc.constantFrom(...holdOutcomes),
            goRule: fc.constantFrom(...goRules),
            goRoles: fc.constantFrom(["release_manager"], ["qa", "developer"], []),
            onFailure: fc.constantFrom(...failurePolicies),
            overlapping: fc.boolean(),
            noticeMinutes: fc.nat(525_600),
          })
          .map((train) => ({ ...timetable, ...train, environments: namesInOrder(train.environments) })),
      ),
    });
  })
  .map((plan) => inWrittenOrder(plan as Plan));
