/** A row of a CSV file, and the line on which it begins: a quoted field may hold line breaks. */
export type CsvRow = { line: number; cells: string[] };

/**
 * Reads CSV as RFC 4180 has it (quotes doubled inside quoted fields, CRLF or LF), in one pass over the text; a byte order mark and
 * empty lines are passed over. A quote that is never closed takes the rest of the file as its field: the caller sees a row that is
 * too short or too long, and can say on which line it began.
 */
export function csvRows(text: string): CsvRow[] {
  const rows: CsvRow[] = [];
  let cells: string[] = [];
  let cell = "";
  let isQuoted = false;
  let [line, began] = [1, 1];
  const endRow = () => {
    cells.push(cell);
    if (cells.length > 1 || cells[0] !== "") rows.push({ line: began, cells });
    cells = [];
    cell = "";
  };
  for (let place = text.startsWith("\uFEFF") ? 1 : 0; place < text.length; place++) {
    const letter = text[place] as string;
    if (letter === "\n") line += 1;
    if (isQuoted) {
      if (letter !== '"') cell += letter;
      else if (text[place + 1] === '"') {
        cell += '"';
        place += 1;
      } else isQuoted = false;
    } else if (letter === '"' && cell === "") isQuoted = true;
    else if (letter === ",") {
      cells.push(cell);
      cell = "";
    } else if (letter === "\n") {
      endRow();
      began = line;
    } else if (letter !== "\r") cell += letter;
  }
  endRow();
  return rows;
}
