import { expect, it } from "vitest";
import { passwordProblem } from "./password";

const known = ["Dora Lang", "dora.lang@example.org", ""];

it.each(["correct horse battery", "пароль для релиза", "🚂🚃🚄🚅🚆🚇🚈🚉🚊🚋🚌🚍", "xxxxabcdefgh"])(
  "%s is a password",
  (password) => {
    expect(passwordProblem(password, known)).toBeUndefined();
  },
);

it.each([
  ["", "at least 12"],
  ["elevenchars", "at least 12"],
  // Eleven signs on screen, more than twelve code units.
  ["🚂🚃🚄🚅🚆🚇🚈🚉🚊🚋🚌", "at least 12"],
  ["a b".repeat(67), "at most 200"],
  [" ".repeat(12), "more than spaces"],
  ["DORA.LANG@EXAMPLE.ORG", "name or e-mail"],
  ["aaaabbbbccccdddd", "too few characters"],
  ["AaAaBbBbCcCcDdDd", "too few characters"],
])("%j is none: %s", (password, words) => {
  expect(passwordProblem(password, known)).toContain(words);
});
