import { prisma } from "@/lib/prisma";
import { searchable } from "@/lib/reading/searchable";
import { Prisma } from "@/prisma/generated/client";
import type { Attributes } from "../schema";
import type { Comparison, Filter } from "./filter";

export interface Hit {
  storeId: string;
  fileId: string;
  position: number;
  filename: string;
  attributes: Attributes;
  text: string;
  heading: string | null;
  page: number | null;
  /** 0 to 1. */
  score: number;
}

/** Of a question so many words count. */
const WORDS_MAX = 32;
/** How much of the score is the words that are there, the rare ones more than the common; the rest is how near they are to each other. */
const COVERAGE = 0.8;

/** The languages of the files in some stores. */
export async function languagesOf(storeIds: readonly string[]): Promise<string[]> {
  const rows = await prisma().$queryRaw<{ language: string }[]>`
    SELECT DISTINCT language FROM vector_store_file WHERE store_id = ANY(${[...storeIds]}::text[]) AND language IS NOT NULL`;
  return rows.map(({ language }) => language);
}

/**
 * Returns the passages of some stores that hold words of the question, the best first. The score of a passage is the share of the
 * question's words that it holds, weighed by how rare they are there, and how close together they stand.
 */
export async function findPassages(
  storeIds: readonly string[],
  language: string,
  { question, filter, limit }: { question: string; filter: Filter | null; limit: number },
): Promise<Hit[]> {
  const words = searchable(question);
  return prisma().$queryRaw<Hit[]>`
    WITH lexemes AS MATERIALIZED (
      SELECT lexeme, quote_literal(lexeme)::tsquery AS query
      FROM unnest(to_tsvector(${language}::regconfig, ${words})) LIMIT ${WORDS_MAX}
    ), stores AS MATERIALIZED (
      SELECT string_agg(quote_literal(id), ' | ')::tsquery AS query FROM unnest(${[...storeIds]}::text[]) AS id
    ), asked AS MATERIALIZED (
      SELECT string_agg(query::text, ' | ')::tsquery AS query FROM lexemes
    ), found AS MATERIALIZED (
      SELECT chunk.*, entry.attributes, file.filename
      FROM asked, stores, vector_store_chunk AS chunk
      JOIN vector_store_file AS entry USING (store_id, file_id)
      JOIN file ON file.id = chunk.file_id
      WHERE chunk.search @@ (stores.query && asked.query) AND chunk.store_id = ANY(${[...storeIds]}::text[])
        AND entry.status = 'completed' AND entry.language = ${language}
        AND (file.expires_at IS NULL OR file.expires_at > now()) AND ${filter ? toSql(filter) : Prisma.sql`TRUE`}
    ), total AS MATERIALIZED (
      SELECT count(*)::float8 AS count FROM found
    ), weights AS MATERIALIZED (
      SELECT query, ln(1 + (total.count + 1) / (0.5 + (SELECT count(*) FROM found WHERE found.search @@ lexemes.query))) AS weight
      FROM lexemes, total
    )
    SELECT store_id AS "storeId", file_id AS "fileId", position, filename, attributes, text, heading, page,
      (${COVERAGE} * (SELECT sum(weight) FILTER (WHERE found.search @@ weights.query) / sum(weight) FROM weights)
        + ${1 - COVERAGE} * least(1, 4 * ts_rank_cd(found.search, asked.query, 32)))::float8 AS score
    FROM found, asked ORDER BY score DESC, file_id, position LIMIT ${limit}`;
}

const NUMERIC = { gt: Prisma.sql`>`, gte: Prisma.sql`>=`, lt: Prisma.sql`<`, lte: Prisma.sql`<=` };

/** A file that lacks the key matches nothing, and numbers are compared as numbers, texts as texts. */
function toSql(filter: Filter): Prisma.Sql {
  if ("filters" in filter) {
    const inner = filter.filters.map(toSql);
    return Prisma.sql`(${Prisma.join(inner, filter.type === "and" ? " AND " : " OR ")})`;
  }
  const held = Prisma.sql`(entry.attributes -> ${filter.key}::text)`;
  return Prisma.sql`coalesce(${compare(held, filter)}, FALSE)`;
}

function compare(held: Prisma.Sql, { type, value }: Comparison): Prisma.Sql {
  const listed = Prisma.sql`${JSON.stringify(Array.isArray(value) ? value : [value])}::jsonb`;
  const isListed = Prisma.sql`EXISTS (SELECT 1 FROM jsonb_array_elements(${listed}) AS one WHERE one = ${held})`;
  if (type === "eq" || type === "in") return isListed;
  if (type === "ne" || type === "nin") return Prisma.sql`(CASE WHEN ${held} IS NOT NULL THEN NOT ${isListed} END)`;
  const text = Prisma.sql`(${held} #>> '{}')`;
  return typeof value === "number"
    ? Prisma.sql`(CASE WHEN jsonb_typeof(${held}) = 'number' THEN ${text}::numeric ${NUMERIC[type]} ${String(value)}::numeric END)`
    : Prisma.sql`(CASE WHEN jsonb_typeof(${held}) = 'string' THEN ${text} COLLATE "C" ${NUMERIC[type]} ${String(value)} END)`;
}
