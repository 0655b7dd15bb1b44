import { mostCalendarCharacters } from "@/lib/calendars/input";
import type { ShownRefusal } from "@/lib/rpc/refusal-of-error";

const megabyte = 1024 * 1024;

/** The text of a file. One that is larger than a calendar may be is refused before it is read: it is not sent anywhere either. */
export async function readCalendarFile(file: Pick<File, "size" | "text">): Promise<string> {
  if (file.size > mostCalendarCharacters) throw tooLarge(file.size);
  return await file.text();
}

function tooLarge(size: number): {
  code: string;
  status: number;
  message: string;
  data: Pick<ShownRefusal, "rules" | "field">;
} {
  const message = `The file has ${Math.ceil(size / megabyte)} MB; a calendar may have ${mostCalendarCharacters / megabyte}. Export a shorter time, or fewer calendars.`;
  return { code: "too_large", status: 413, message, data: { rules: [], field: "text" } };
}
