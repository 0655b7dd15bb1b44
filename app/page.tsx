import { redirect } from "next/navigation";
import { startPath } from "@/lib/auth/return-path";

export default function StartPage() {
  redirect(startPath);
}
