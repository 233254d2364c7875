import type { C1Component } from "@thesysai/genui-sdk";
import type { ComponentProps, ReactNode } from "react";
import { z } from "zod/v4";
import { COMPONENTS } from "@/lib/genui/library/library";
import { CHARTS } from "./drawn/charts";
import { DataTable } from "./drawn/data-table";
import { RowButton } from "./drawn/row-button";
import type { Fields } from "./openui/drawing";

type Drawings = ComponentProps<typeof C1Component>["customComponents"];

const OWN: Record<string, (given: { props: Fields }) => ReactNode> = {
  ...CHARTS,
  Table: ({ props }) => <DataTable props={props} Node={RowButton} />,
};

const PREFIX = "Own";
/** A string, which may hold anything, or the name of a component that is ours to draw. The program is escaped, or not. */
const TOKEN = new RegExp(
  `&quot;(?:\\\\(?:&quot;|(?!&quot;)[^])|(?!&quot;)[^\\\\])*(?:&quot;|\\\\?$)|"(?:\\\\[^]|[^"\\\\])*(?:"|\\\\?$)|\\b(?:${Object.keys(OWN).join("|")})(?=\\()`,
  "g",
);

// Through `unknown`: the renderer's copy of zod is another one, and comparing the types of two takes minutes.
const drawings: unknown = Object.fromEntries(
  Object.entries(OWN).map(([name, Drawing]) => [
    PREFIX + name,
    {
      component: (props: Fields) => <Drawing props={props} />,
      // What they get is read leniently by themselves; the schema gives names to places.
      schema: z.object(Object.fromEntries(Object.keys(COMPONENTS[name]?.props.shape ?? {}).map((key) => [key, z.any().optional()]))),
    },
  ]),
);

/**
 * Charts and tables are given to the renderer as components of one's own, which it has a place for: its charts and tables cannot be
 * brought to show round numbers, labels as written, shares that are shares, or a row's buttons whole.
 */
export const OWN_DRAWINGS = drawings as Drawings;

/** The answer with the names under which the renderer knows these components; words in it are left as they are. */
export function withOwnDrawings(response: string): string {
  const start = response.lastIndexOf("<content");
  if (start === -1 || !response.startsWith('version="2"', response.indexOf("version", start))) return response;
  return response.slice(0, start) + response.slice(start).replace(TOKEN, (token) => (/^["&]/.test(token) ? token : PREFIX + token));
}
