/** What a request may say about components, as the page shows it. */
export const CHOICE = {
  c1_included_components: ["EditableTable"],
  c1_excluded_components: ["RadarChart", "IconButton"],
  c1_custom_components: {
    SeatMap: {
      description: "The free seats of a hall.",
      type: "object",
      properties: { hall: { type: "string" }, free: { type: "array", items: { type: "string" } } },
      required: ["hall", "free"],
    },
  },
};

/** The choice in a call of the official client. */
export const CHOICE_CODE = `await client.chat.completions.create({
  model,
  messages,
  metadata: {
    thesys: JSON.stringify(${toLiteral(CHOICE, "    ")}),
  },
});`;

/** JSON as somebody would type it in JavaScript: no quotes around keys, what is short on one line. */
function toLiteral(value: unknown, indent: string): string {
  const flat = inline(value);
  if (flat.length <= 72 || typeof value !== "object" || value === null) return flat;
  const lines = Object.entries(value).map(([key, item]) => `${indent}  ${key}: ${toLiteral(item, `${indent}  `)},`);
  return `{\n${lines.join("\n")}\n${indent}}`;
}

function inline(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(inline).join(", ")}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  return `{ ${Object.entries(value)
    .map(([key, item]) => `${key}: ${inline(item)}`)
    .join(", ")} }`;
}
