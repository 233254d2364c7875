import { config } from "zod/v4";

/**
 * zod compiles its schemas with `new Function` where it can, and finds out by trying. The page's policy forbids it, and each try would
 * be reported as a violation. Imported for its effect, before the renderer, whose own copies of zod read the global.
 */
config({ jitless: true });
Reflect.set(globalThis, "__zod_globalConfig", { ...Reflect.get(globalThis, "__zod_globalConfig"), jitless: true });
