import { expect, test } from "vitest";
import { attempt } from "./attempt";
import { refusalOfError } from "./refusal-of-error";

test("an answer is passed on as it is", async () => {
  await expect(attempt(Promise.resolve([null, 7] as const))).resolves.toEqual([null, 7]);
});

test("a broken connection answers like a refusal, in a sentence that holds nothing of the error's own text", async () => {
  const [error, value] = await attempt<[null, number]>(Promise.reject(new TypeError("Failed to fetch 10.0.0.7")));
  expect(value).toBeUndefined();
  expect(refusalOfError(error)).toMatchObject({ code: "unexpected", status: 500 });
  expect(refusalOfError(error).message).not.toContain("10.0.0.7");
});

test("what is thrown and is no error still counts as one", async () => {
  const [error] = await attempt<[null, number]>(Promise.reject());
  expect(error).toBeInstanceOf(Error);
});
