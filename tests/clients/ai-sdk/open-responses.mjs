import { createOpenResponses } from "@ai-sdk/open-responses";
import { BASE_URL, MODEL, THESYS_API_KEY } from "../questions.mjs";
import { exercise } from "./exercise.mjs";

const vitrine = createOpenResponses({ name: "vitrine", url: `${BASE_URL}/responses`, apiKey: THESYS_API_KEY });
await exercise(vitrine(MODEL), vitrine("nothing"));
