import { serve } from "@/lib/tools/code-interpreter/child";

// The process that runs Python: whatever code does to it, it has no secret, no network and no file of the server.
await serve();
