import { exercise } from "./exercise.mjs";

await exercise({});
await exercise({ outputVersion: "v1" });
