/** What part of a list is asked for: at most `limit` entries after the one named `after`, in that order. */
export interface PageQuery {
  limit: number;
  order: "asc" | "desc";
  after: string | null;
}

export interface Page<Row> {
  rows: Row[];
  hasMore: boolean;
}
