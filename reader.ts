import { readOne } from "@/lib/reading/child";

// A process that reads one file and ends: what a file makes it do, it does without the server's memory, secrets and time.
await readOne();
