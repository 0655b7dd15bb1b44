/** Brings a line of a text field into sight and marks it. */
export function goToLine(field: HTMLTextAreaElement | null, text: string, line: number): void {
  if (field === null) return;
  const lines = text.split("\n");
  const start = lines.slice(0, line - 1).join("\n").length + (line > 1 ? 1 : 0);
  field.focus();
  field.setSelectionRange(start, start + (lines[line - 1]?.length ?? 0));
  field.scrollTop = (line - 4) * Number.parseFloat(getComputedStyle(field).lineHeight);
}
