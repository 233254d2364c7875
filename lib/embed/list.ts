export interface List<Entry> {
  object: "list";
  data: Entry[];
  first_id: string;
  last_id: string;
  has_more: boolean;
}

/** A part of a list as it goes over the wire. The ids of an empty one are empty: the contract knows no null there, and clients stop at either. */
export function toList<Entry extends { id: string }>(data: Entry[], hasMore: boolean): List<Entry> {
  return { object: "list", data, first_id: data[0]?.id ?? "", last_id: data.at(-1)?.id ?? "", has_more: hasMore };
}
