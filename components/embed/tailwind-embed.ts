import type { Config } from "tailwindcss";
import config from "../../tailwind.config";

/** Only the utilities of the renderer, with the application's names. */
const embed: Config = { ...config, content: ["./components/renderer/openui/**/*.tsx", "./components/embed/*.tsx"] };

export default embed;
