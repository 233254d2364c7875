/** The heads of a list that is a table from 768 px and cards below that, where they are for those who listen alone. */
export function ColumnHeads({ columns, lastUnseen }: { columns: readonly string[]; lastUnseen?: string }) {
  return (
    <div role="rowgroup" className="sr-only md:not-sr-only md:table-header-group">
      <div role="row" className="border-line border-b bg-sunken md:table-row">
        {columns.map((column) => (
          <div
            key={column}
            role="columnheader"
            className="h-9 whitespace-nowrap px-4 align-middle font-medium text-ink-muted text-xs first:pl-5 last:pr-5 md:table-cell"
          >
            {column}
          </div>
        ))}
        {lastUnseen ? (
          <div role="columnheader" className="w-14 md:table-cell">
            <span className="sr-only">{lastUnseen}</span>
          </div>
        ) : null}
      </div>
    </div>
  );
}
