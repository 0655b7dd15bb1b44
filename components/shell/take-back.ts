import { notify } from "@/components/ui/toaster";
import { refusalOfError } from "@/lib/rpc/refusal-of-error";

/** The undo of a notice: runs the act that takes something back, and says so when that is refused. */
export function takeBack(act: () => Promise<readonly [error: unknown, ...unknown[]]>): () => void {
  const complain = (error: unknown) =>
    notify({ title: "It could not be taken back", text: refusalOfError(error).message, tone: "risk" });
  return () => {
    act().then(([error]) => {
      if (error) complain(error);
    }, complain);
  };
}
