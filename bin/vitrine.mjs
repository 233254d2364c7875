#!/usr/bin/env node
import { resolve } from "node:path";

// `npx vitrine`: what `npm start` does in a clone, with settings and data in ./vitrine; with arguments the operator's command line.
process.env.VITRINE_HOME ??= resolve("vitrine");
await import(process.argv.length > 2 ? "../scripts/cli.mjs" : "../scripts/start.mjs");
