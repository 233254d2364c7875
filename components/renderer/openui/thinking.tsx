import type { Thinking as Thoughts } from "../think-items";

/** What the model thought before its answer; items that are only for the wait go when the answer begins. */
export function Thinking({ items, isOver }: Pick<Thoughts, "items" | "isOver">) {
  const shown = items.filter(({ isEphemeral }) => !isOver || !isEphemeral);
  if (shown.length === 0) return null;
  return (
    <section aria-label="Thinking" className="mb-4 flex flex-col gap-1 text-[13px] text-ink-muted">
      {shown.map(({ title, content }, index) => (
        <details key={`item-${index}`} open={!isOver && index === shown.length - 1} className="border-line border-l-2 pl-3">
          <summary className="cursor-pointer py-1 text-ink-soft">{title || "Thinking"}</summary>
          <p className="whitespace-pre-wrap pb-1">{content}</p>
        </details>
      ))}
    </section>
  );
}
