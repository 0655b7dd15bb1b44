/**
 * What a server action answers, also when no answer comes (no connection, a server that restarts): then the error stands first, as a
 * refusal's would, instead of being thrown past a form that would wait for ever. `refusalOfError` says it in words.
 */
export async function attempt<Answer extends readonly unknown[]>(
  answer: PromiseLike<Answer>,
): Promise<Answer | readonly [error: Error, value: undefined]> {
  try {
    return await answer;
  } catch (error) {
    return [error instanceof Error ? error : new Error("no answer", { cause: error }), undefined];
  }
}
