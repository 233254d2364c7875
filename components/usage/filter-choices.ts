import type { FilterChoice } from "@/components/usage/filter-bar";
import { FROM_PAGES, OUTCOMES } from "@/lib/usage/filter";

const ENDPOINTS = ["/v1/embed/chat/completions", "/v1/embed/responses", "/v1/embed/conversations", "/v1/embed/models", "/v1/embed/export"];

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

/** The choices of a filter by what came of a request and where it went. */
export function requestChoices(): FilterChoice[] {
  return [
    {
      name: "outcome",
      label: "Status",
      every: "Every status",
      options: Object.entries(OUTCOMES).map(([value, { label }]) => ({ value, label })),
    },
    { name: "endpoint", label: "Endpoint", every: "Every endpoint", options: ENDPOINTS.map((value) => ({ value, label: value })) },
  ];
}
