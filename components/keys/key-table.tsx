"use client";

import { KeyRow, type RowActions } from "@/components/keys/key-row";
import type { ListedKey } from "@/components/keys/list-order";
import { ColumnHeads } from "@/components/ui/column-heads";

const COLUMNS = ["Name", "Key", "State", "Last used", "Expires"];

/** Roles instead of table elements: laid out as cards in small windows, those would lose what they mean. */
export function KeyTable({ keys, actions }: { keys: ListedKey[]; actions: RowActions | null }) {
  return (
    <div role="table" aria-label="API keys" className="w-full border-collapse text-left md:table">
      <ColumnHeads columns={COLUMNS} lastUnseen="Actions" />
      <div role="rowgroup" className="md:table-row-group">
        {keys.map((listed) => (
          <KeyRow key={listed.key.id} listed={listed} actions={actions} />
        ))}
      </div>
    </div>
  );
}
