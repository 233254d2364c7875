import type { Config } from "tailwindcss";

/** Names for the tokens of app/globals.css; the values live there, once a theme. */
const config: Config = {
  content: ["./app/**/*.{ts,tsx}", "./components/**/*.{ts,tsx}"],
  theme: {
    extend: {
      colors: {
        canvas: "var(--canvas)",
        surface: "var(--surface)",
        raised: "var(--raised)",
        sunken: "var(--sunken)",
        hover: "var(--hover)",
        line: { DEFAULT: "var(--line)", strong: "var(--line-strong)" },
        control: "var(--control)",
        ink: { DEFAULT: "var(--ink)", hover: "var(--ink-hover)", soft: "var(--ink-soft)", muted: "var(--ink-muted)" },
        accent: { DEFAULT: "var(--accent)", soft: "var(--accent-soft)" },
        "on-accent": "var(--on-accent)",
        success: { DEFAULT: "var(--success)", soft: "var(--success-soft)" },
        warning: { DEFAULT: "var(--warning)", soft: "var(--warning-soft)" },
        danger: {
          DEFAULT: "var(--danger)",
          soft: "var(--danger-soft)",
          solid: "var(--danger-solid)",
          "solid-hover": "var(--danger-solid-hover)",
        },
      },
      fontFamily: {
        sans: ["Inter", "ui-sans-serif", "system-ui", "sans-serif"],
        mono: ["ui-monospace", "SFMono-Regular", "Menlo", "Consolas", "Liberation Mono", "monospace"],
      },
      borderRadius: { control: "8px", card: "12px", dialog: "14px" },
      boxShadow: {
        button: "0 1px 2px var(--shadow-soft)",
        card: "0 1px 2px var(--shadow-faint)",
        menu: "0 8px 24px -6px var(--shadow-deep), 0 2px 6px var(--shadow-soft)",
        dialog: "0 24px 60px -12px var(--shadow-deep), 0 4px 12px var(--shadow-soft)",
      },
    },
  },
};

export default config;
