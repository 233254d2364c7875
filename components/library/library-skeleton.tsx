import { LibraryHeader } from "@/components/library/library-header";
import { Skeleton } from "@/components/ui/skeleton";
import { LIBRARY_VERSION } from "@/lib/genui/library/library";

const COLUMNS = ["max-lg:hidden", "max-sm:hidden", "", ""];
const WIDTHS = ["w-24", "w-32", "w-20", "w-28", "w-36", "w-24"];
const ROWS = Array.from({ length: 18 }, (_, row) => WIDTHS[row % WIDTHS.length]);

/** The page while it loads: its head, and the shape of the rest. */
export function LibrarySkeleton() {
  return (
    <>
      <LibraryHeader version={LIBRARY_VERSION} />
      <p role="status" className="sr-only">
        Loading components
      </p>
      <div className="flex h-14 items-center gap-4">
        <Skeleton className="h-8 w-full sm:max-w-72" />
        <Skeleton className="h-7 flex-1 max-md:hidden" />
      </div>
      <div className="grid grid-cols-2 gap-8 pt-8 sm:grid-cols-3 lg:grid-cols-4">
        {COLUMNS.map((column, index) => (
          // The columns never change.
          <div key={index} className={`flex flex-col gap-2.25 ${column}`}>
            {ROWS.map((width, row) => (
              <Skeleton key={row} className={`h-4 ${width}`} />
            ))}
          </div>
        ))}
      </div>
    </>
  );
}
