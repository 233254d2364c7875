import { createOpenAI } from "@ai-sdk/openai";
import { BASE_URL, MODEL, THESYS_API_KEY } from "../questions.mjs";
import { exercise } from "./exercise.mjs";

const openai = createOpenAI({ baseURL: BASE_URL, apiKey: THESYS_API_KEY });
await exercise(openai.chat(MODEL), openai.chat("nothing"));
