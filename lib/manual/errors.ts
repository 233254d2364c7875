import { ERRORS } from "@/lib/errors";
import { type ManualPage, text } from "./page";

const rows = Object.entries(ERRORS).map(([code, { status, meaning }]) => `| \`${code}\` | ${status} | ${meaning} |`);

export const errors: ManualPage = {
  slug: "errors",
  title: "Errors",
  summary: "One body for all of them, and every code.",
  sections: [
    {
      heading: "The body",
      blocks: [
        text(
          'Every error is `{"error": {"message", "type", "param", "code"}}`, in the form that the official clients raise. `param` names the parameter at fault, or is null. Every answer carries its id in `x-request-id`, which leads to its [log](/logs).',
          "A wait is said in `Retry-After`; the official clients wait by themselves. A stream that fails after it began sends the same body as its last event.",
        ),
      ],
    },
    { heading: "Codes", blocks: [text(["| Code | Status | Meaning |", "|---|--:|---|", ...rows].join("\n"))] },
  ],
};
