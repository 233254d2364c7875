"use client";

import { KeyRow, type RowActions } from "@/components/keys/key-row";
import type { ListedKey } from "@/components/keys/list-order";

const COLUMNS = ["Name", "Key", "State", "Last used", "Expires"];

/** Roles instead of table elements: laid out as cards in small windows, those would lose what they mean. */
export function KeyTable({ keys, actions }: { keys: ListedKey[]; actions: RowActions }) {
  return (
    <div role="table" aria-label="API keys" className="w-full border-collapse text-left md:table">
      <div role="rowgroup" className="sr-only md:not-sr-only md:table-header-group">
        <div role="row" className="border-line border-b bg-sunken md:table-row">
          {COLUMNS.map((column) => (
            <div
              key={column}
              role="columnheader"
              className="h-9 whitespace-nowrap px-4 align-middle font-medium text-ink-muted text-xs first:pl-5 md:table-cell"
            >
              {column}
            </div>
          ))}
          <div role="columnheader" className="w-14 md:table-cell">
            <span className="sr-only">Actions</span>
          </div>
        </div>
      </div>
      <div role="rowgroup" className="md:table-row-group">
        {keys.map((listed) => (
          <KeyRow key={listed.key.id} listed={listed} actions={actions} />
        ))}
      </div>
    </div>
  );
}
