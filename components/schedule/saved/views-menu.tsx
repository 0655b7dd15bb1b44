import { Bookmark } from "lucide-react";
import { Button } from "@/components/ui/button";
import { Menu } from "@/components/ui/menu";
import { ViewItems, type ViewItemsProps } from "./view-items";

/** Ways to look at the schedule that somebody kept. A phone has them among the view options. */
export function ViewsMenu({ onSavedView, onKeep }: ViewItemsProps) {
  return (
    <Menu
      trigger={
        <Button iconOnly aria-label="Saved views" className="phone:hidden!">
          <Bookmark className="size-4" aria-hidden="true" />
        </Button>
      }
    >
      <ViewItems onSavedView={onSavedView} onKeep={onKeep} />
    </Menu>
  );
}
