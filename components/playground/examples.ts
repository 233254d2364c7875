/** The definition the weather example brings along; its result is typed or pasted by hand. */
const WEATHER_TOOL = JSON.stringify(
  [
    {
      type: "function",
      function: {
        name: "get_weather",
        description: "Current weather and forecast for a city",
        parameters: {
          type: "object",
          properties: { city: { type: "string", description: "City name" }, unit: { type: "string", enum: ["celsius", "fahrenheit"] } },
          required: ["city"],
        },
      },
    },
  ],
  null,
  2,
);

export interface Example {
  label: string;
  description: string;
  prompt: string;
  /** Tools the example needs, as the inspector's JSON text. */
  tools?: string;
}

/** All within what the offline engine can do, so that each works with no provider connected. */
export const EXAMPLES: Example[] = [
  {
    label: "Chart my CSV",
    description: "Eight rows become a chart, a table and a finding",
    prompt: `Chart our monthly figures:
month,revenue,costs
Jan,42000,31000
Feb,45500,32400
Mar,47200,33900
Apr,51000,34100
May,49800,35600
Jun,56300,36200
Jul,58900,37000
Aug,61400,38100`,
  },
  {
    label: "Monthly expenses",
    description: "Amounts written in a sentence",
    prompt: "My monthly expenses: rent 1200, groceries 450, transport 130, insurance 210, eating out 180, savings 400",
  },
  {
    label: "Contact form",
    description: "A form with validation that answers when sent",
    prompt: "Create a contact form with name, email, topic (sales, support, press) and message",
  },
  {
    label: "World population 1950–2020",
    description: "A chart with its source",
    prompt: "Show me a chart of the world population from 1950 to 2020",
  },
  {
    label: "Capital of France",
    description: "Then ask: And what is its population?",
    prompt: "What is the capital of France?",
  },
  {
    label: "Call a tool: weather",
    description: "The model calls your function, you give its result",
    prompt: "What is the weather in Paris?",
    tools: WEATHER_TOOL,
  },
];

export { WEATHER_TOOL };
