import { expect, it } from "vitest";
import { addOpenStream, closeAllStreams } from "./open-streams";

it("closes every open stream once, and none that has ended by itself", () => {
  const closed: string[] = [];
  addOpenStream(() => closed.push("first"));
  const remove = addOpenStream(() => closed.push("second"));
  addOpenStream(() => closed.push("third"));
  remove();
  closeAllStreams();
  closeAllStreams();
  expect(closed).toEqual(["first", "third"]);
});
