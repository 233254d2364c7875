import type { FilterChoice } from "@/components/usage/filter-bar";
import { FINISH_WORDS } from "@/components/usage/finish-words";
import { FROM_PAGES, OUTCOMES } from "@/lib/usage/filter";

/** The choices of a filter by model and key. */
export function sourceChoices(models: { id: string; name: string }[], keys: { id: string; name: string }[]): FilterChoice[] {
  return [
    { name: "model", label: "Model", every: "Every model", options: models.map(({ id, name }) => ({ value: id, label: name })) },
    {
      name: "key",
      label: "Key",
      every: "Every key",
      options: [{ value: FROM_PAGES, label: "These pages" }, ...keys.map(({ id, name }) => ({ value: id, label: name }))],
    },
  ];
}

/** The choices of a filter by what came of a request, how it was delivered and which of the `endpoints` it went to. */
export function requestChoices(endpoints: readonly string[]): FilterChoice[] {
  return [
    {
      name: "outcome",
      label: "Status",
      every: "Every status",
      options: Object.entries(OUTCOMES).map(([value, { label }]) => ({ value, label })),
    },
    { name: "endpoint", label: "Endpoint", every: "Every endpoint", options: endpoints.map((value) => ({ value, label: value })) },
    {
      name: "finish",
      label: "Why it stopped",
      every: "Every end",
      options: Object.entries(FINISH_WORDS).map(([value, label]) => ({ value, label })),
    },
    {
      name: "stream",
      label: "Delivery",
      every: "Every delivery",
      options: [
        { value: "yes", label: "As a stream" },
        { value: "no", label: "In one piece" },
      ],
    },
  ];
}
