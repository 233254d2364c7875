"use client";

import { KeyRow, type RowActions } from "@/components/keys/key-row";
import type { ListedKey } from "@/components/keys/list-order";

const COLUMNS = ["Name", "Key", "State", "Last used", "Expires"];

/** The roles are written out because a table that is laid out as cards loses its own. */
export function KeyTable({ keys, actions }: { keys: ListedKey[]; actions: RowActions }) {
  return (
    <table role="table" aria-label="API keys" className="block w-full border-collapse text-left md:table">
      <thead role="rowgroup" className="sr-only md:not-sr-only md:table-header-group">
        <tr role="row" className="border-line border-b bg-sunken">
          {COLUMNS.map((column) => (
            <th
              key={column}
              role="columnheader"
              scope="col"
              className="h-9 whitespace-nowrap px-4 font-medium text-ink-muted text-xs first:pl-5"
            >
              {column}
            </th>
          ))}
          <th role="columnheader" scope="col" className="w-14">
            <span className="sr-only">Actions</span>
          </th>
        </tr>
      </thead>
      <tbody role="rowgroup" className="block divide-y divide-line md:table-row-group">
        {keys.map((listed) => (
          <KeyRow key={listed.key.id} listed={listed} actions={actions} />
        ))}
      </tbody>
    </table>
  );
}
