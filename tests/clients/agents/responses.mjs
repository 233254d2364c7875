import { assertCapital, assertPopulation, CAPITAL, POPULATION } from "../questions.mjs";
import { createAgent, createRunner, exercise } from "./exercise.mjs";

const runner = createRunner(true);
await exercise(runner);

// Memory that the server keeps.
const capital = await runner.run(createAgent(), CAPITAL);
assertCapital(capital.finalOutput);
assertPopulation((await runner.run(createAgent(), POPULATION, { previousResponseId: capital.lastResponseId })).finalOutput);
