import { KeyRound } from "lucide-react";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";

/** What a viewer finds where there is no key. */
export function NoKeys() {
  return (
    <Card flush>
      <EmptyState icon={<KeyRound className="size-5" />} title="No key yet">
        Members of this workspace make keys. You are a viewer of it.
      </EmptyState>
    </Card>
  );
}
