/** What a rule says, its name in bold: before the sentence, or where the sentence begins with it. */
export function RuleWords({ rule, sentence }: { rule?: string; sentence: string }) {
  if (rule === undefined) return <span>{sentence}</span>;
  const begins = sentence.startsWith(rule);
  return (
    <span>
      <strong className="font-semibold">{begins ? rule : `${rule}:`}</strong>
      {begins ? sentence.slice(rule.length) : ` ${sentence}`}
    </span>
  );
}
