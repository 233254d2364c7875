import { assertCapital, assertPopulation, CAPITAL, POPULATION } from "../questions.mjs";
import { chatModel, exercise } from "./exercise.mjs";

await exercise({ useResponsesApi: true });
await exercise({ useResponsesApi: true, outputVersion: "v1" });

// Memory that the server keeps.
const model = chatModel({ useResponsesApi: true });
const capital = await model.invoke(CAPITAL);
assertCapital(capital.text);
const follow = await model.invoke(POPULATION, { previous_response_id: capital.response_metadata.id });
assertPopulation(follow.text);
