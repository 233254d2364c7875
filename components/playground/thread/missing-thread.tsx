import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";

/** A thread that was deleted, is not one's own, or could not be fetched. */
export function MissingThread({ onNew }: { onNew: () => void }) {
  return (
    <div className="flex flex-1 items-center justify-center">
      <EmptyState
        title="This thread is not here"
        actions={
          <Button variant="primary" onClick={onNew}>
            New thread
          </Button>
        }
      >
        It was deleted, or it belongs to someone else.
      </EmptyState>
    </div>
  );
}
