// Anything may stand in an address, NUL bytes too, which Postgres refuses.
const ITEM_ID = /^[\w-]{1,256}$/;

/** Whether this can be the id of an item at all; clients may choose their own. */
export function isItemId(id: string): boolean {
  return ITEM_ID.test(id);
}
