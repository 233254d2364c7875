import { type ManualPage, type Reader, text } from "./page";

const MANAGEMENT = (reader: Reader) => `curl ${reader.origin}/v1/organization/projects \\
  -H "Authorization: Bearer $MANAGEMENT_KEY"

curl ${reader.origin}/v1/organization/projects/$PROJECT/api_keys \\
  -H "Authorization: Bearer $MANAGEMENT_KEY" \\
  -H "Content-Type: application/json" \\
  -d '{"name": "Shop", "expires_in_seconds": 7776000, "limits": {"requests_per_minute": 60, "budget_per_month": 20}}'`;

const TOKEN = (reader: Reader) => `curl ${reader.origin}/v1/frontend-tokens \\
  -H "Authorization: Bearer ${reader.secret}" \\
  -H "Content-Type: application/json" \\
  -d '{"user_id": "user-42"}'`;

export const keys: ManualPage = {
  slug: "keys",
  title: "API keys",
  summary: "Making, limiting, rotating and revoking them, by hand and by program.",
  sections: [
    {
      heading: "By hand",
      blocks: [
        text(
          "Each key on the [API keys](/keys) page leads to a page of its own: what it was used for and cost, its limits and budgets, its [log](/logs) and who changed it. A key that nobody used for 30 days says so.",
          "*Rotate* gives a key a successor with the same limits; the old secret works on for as long as you choose, and what both use counts as one. *Revoke* is final, and ends requests in flight.",
        ),
      ],
    },
    {
      heading: "By program",
      blocks: [
        text(
          "A **management key** is made on the same page, for *Managing keys*. It lists, makes, limits, rotates and revokes the other keys of its workspace, by the paths of OpenAI's admin API, and calls no model; no other key manages keys (**403** `endpoint_not_allowed`). A project is a workspace. Official clients take it as `adminAPIKey`.",
        ),
        { type: "sample", language: "sh", file: null, title: "Terminal", code: MANAGEMENT },
        text(
          "The secret of a new key is `value` in the answer that made it, and nowhere else. `POST …/api_keys/{key_id}` changes `name`, `disabled`, `endpoints` and `limits`; `POST …/api_keys/{key_id}/rotate` takes `grace_seconds`; `DELETE` revokes. Every change is in the audit as the management key's.",
        ),
      ],
    },
    {
      heading: "In browsers",
      blocks: [
        text(
          "A key belongs on your server. For pages, your server makes **frontend tokens** with it: each has the [conversations](/docs/responses) of one user of yours (and of one app, with `app_id`), works for an hour (`expires_in_seconds`), and asks no model. What others have is missing to it.",
        ),
        { type: "sample", language: "sh", file: null, title: "On your server", code: TOKEN },
        text(
          "The page sends the `token` to `/v1/conversations` in `x-thesys-frontend-token`, or as a bearer. At **401** `invalid_frontend_token` it asks your server for a new one. Tokens end with the key that made them.",
        ),
      ],
    },
  ],
};
