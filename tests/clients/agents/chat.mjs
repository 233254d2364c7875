import { createRunner, exercise } from "./exercise.mjs";

await exercise(createRunner(false));
