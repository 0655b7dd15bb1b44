import { BaseSequencer, type TestSpecification } from "vitest/node";

/** Files that take minutes: begun last, they would run alone while every other worker waits. */
const longest = [
  "lib/rpc/hostile-text.db.test.ts",
  "lib/trains/slipping-timetable.db.test.ts",
  "scripts/launch-start.process.test.ts",
  "worker/worker.process.test.ts",
  "scripts/launch-kill.process.test.ts",
];

/** The order in which test files are begun: the longest first, then as Vitest would have it. */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const rank = ({ moduleId }: TestSpecification) => {
      const place = longest.findIndex((path) => moduleId.endsWith(path));
      return place === -1 ? longest.length : place;
    };
    return (await super.sort(files)).toSorted((a, b) => rank(a) - rank(b));
  }
}
