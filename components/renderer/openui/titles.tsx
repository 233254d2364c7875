import { textOf } from "./drawing";

/** Heading and description of one part of an answer, where it has them. */
export function Titles({ heading, description }: { heading: unknown; description: unknown }) {
  const [title, line] = [textOf(heading), textOf(description)];
  if (title === "" && line === "") return null;
  return (
    <div className="flex flex-col gap-0.5">
      {title ? <h4 className="font-semibold text-[15px] text-ink">{title}</h4> : null}
      {line ? <p className="text-[13px] text-ink-muted">{line}</p> : null}
    </div>
  );
}
