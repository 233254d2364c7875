const CONTENT =
  "TextContent | MarkDownRenderer | CardHeader | Callout | TextCallout | CodeBlock | Image | ImageBlock | ImageGallery | Separator | HorizontalBarChart | RadarChart | PieChart | RadialChart | SingleStackedBarChart | ScatterChart | AreaChart | BarChart | LineChart | Table | TagBlock | Form | Buttons | Steps";
const RULES =
  "rules?: {required?: boolean, email?: boolean, url?: boolean, numeric?: boolean, min?: number, max?: number, minLength?: number, maxLength?: number, pattern?: string}";
const AXES = "xLabel?: string, yLabel?: string";
const CURVE = 'variant?: "linear" | "natural" | "step"';
const BARS = 'variant?: "grouped" | "stacked"';

const component = (signature: string, description: string): { signature: string; description: string } => ({ signature, description });

/** The chat library that clients of plain OpenUI Lang know as their own: names and argument order are theirs, the words are ours. */
export const CHAT_LIBRARY: Record<string, { signature: string; description: string }> = {
  Card: component(
    `Card(children: (${CONTENT} | ListBlock | FollowUpBlock | SectionBlock | Tabs | Carousel)[])`,
    "The answer: always the root.",
  ),
  CardHeader: component("CardHeader(title?: string, subtitle?: string)", "Title of the answer."),
  TextContent: component(
    'TextContent(text: string, size?: "small" | "default" | "large" | "small-heavy" | "large-heavy")',
    "A block of Markdown.",
  ),
  MarkDownRenderer: component(
    'MarkDownRenderer(textMarkdown: string, variant?: "clear" | "card" | "sunk")',
    "Markdown in a box of its own.",
  ),
  Callout: component(
    'Callout(variant: "info" | "warning" | "error" | "success" | "neutral", title: string, description: string)',
    "A highlighted note.",
  ),
  TextCallout: component(
    'TextCallout(variant?: "neutral" | "info" | "warning" | "success" | "danger", title?: string, description?: string)',
    "A quiet note.",
  ),
  Image: component("Image(alt: string, src?: string)", "A picture of the same site."),
  ImageBlock: component("ImageBlock(src: string, alt?: string)", "A picture over the full width."),
  ImageGallery: component("ImageGallery(images: {src: string, alt?: string, details?: string}[])", "Several pictures."),
  CodeBlock: component("CodeBlock(language: string, codeString: string)", "Code with colours."),
  Separator: component('Separator(orientation?: "horizontal" | "vertical", decorative?: boolean)', "A line between parts."),
  Table: component("Table(columns: Col[])", "A table, column by column."),
  Col: component('Col(label: string, data: any[], type?: "string" | "number" | "action")', "A column: its label and all its cells."),
  BarChart: component(`BarChart(labels: string[], series: Series[], ${BARS}, ${AXES})`, "Compares categories."),
  LineChart: component(`LineChart(labels: string[], series: Series[], ${CURVE}, ${AXES})`, "Change over time."),
  AreaChart: component(`AreaChart(labels: string[], series: Series[], ${CURVE}, ${AXES})`, "Volume over time."),
  HorizontalBarChart: component(`HorizontalBarChart(labels: string[], series: Series[], ${BARS}, ${AXES})`, "Rankings and long labels."),
  RadarChart: component("RadarChart(labels: string[], series: Series[])", "Several qualities of a few things."),
  Series: component("Series(category: string, values: number[])", "A row of numbers, one a label."),
  PieChart: component('PieChart(labels: string[], values: number[], variant?: "pie" | "donut")', "Shares of a whole."),
  RadialChart: component("RadialChart(labels: string[], values: number[])", "Shares as rings."),
  SingleStackedBarChart: component("SingleStackedBarChart(labels: string[], values: number[])", "Shares in one bar."),
  ScatterChart: component(`ScatterChart(datasets: ScatterSeries[], ${AXES})`, "How two quantities go together."),
  ScatterSeries: component("ScatterSeries(name: string, points: Point[])", "A set of points."),
  Point: component("Point(x: number, y: number, z?: number)", "A point."),
  Form: component("Form(name: string, buttons: Buttons, fields: FormControl[])", "Questions to the user."),
  FormControl: component(
    "FormControl(label: string, input: Input | TextArea | Select | DatePicker | Slider | CheckBoxGroup | RadioGroup | SwitchGroup, hint?: string)",
    "A field with its label.",
  ),
  Input: component(
    `Input(name: string, placeholder?: string, type?: "text" | "email" | "password" | "number" | "url", ${RULES})`,
    "A field of one line.",
  ),
  TextArea: component(`TextArea(name: string, placeholder?: string, rows?: number, ${RULES})`, "A field of several lines."),
  Select: component(`Select(name: string, items: SelectItem[], placeholder?: string, ${RULES})`, "One of many options."),
  SelectItem: component("SelectItem(value: string, label: string)", "An option of a Select."),
  DatePicker: component(`DatePicker(name: string, mode?: "single" | "range", ${RULES})`, "A date or a range."),
  Slider: component(
    `Slider(name: string, variant: "continuous" | "discrete", min: number, max: number, step?: number, defaultValue?: number[], label?: string, ${RULES})`,
    "A number on a scale.",
  ),
  CheckBoxGroup: component(`CheckBoxGroup(name: string, items: CheckBoxItem[], ${RULES})`, "Several of a few options."),
  CheckBoxItem: component("CheckBoxItem(label: string, description: string, name: string, defaultChecked?: boolean)", "A box to tick."),
  RadioGroup: component(`RadioGroup(name: string, items: RadioItem[], defaultValue?: string, ${RULES})`, "One of a few options."),
  RadioItem: component("RadioItem(label: string, description: string, value: string)", "An option of a RadioGroup."),
  SwitchGroup: component('SwitchGroup(name: string, items: SwitchItem[], variant?: "clear" | "card" | "sunk")', "Switches."),
  SwitchItem: component("SwitchItem(label?: string, description?: string, name: string, defaultChecked?: boolean)", "A switch."),
  Button: component(
    'Button(label: string, action?: ActionExpression, variant?: "primary" | "secondary" | "tertiary", type?: "normal" | "destructive", size?: "extra-small" | "small" | "medium" | "large")',
    "A button.",
  ),
  Buttons: component('Buttons(buttons: Button[], direction?: "row" | "column")', "Buttons together."),
  ListBlock: component('ListBlock(items: ListItem[], variant?: "number" | "image")', "A list."),
  ListItem: component(
    "ListItem(title: string, subtitle?: string, image?: {src: string, alt: string}, actionLabel?: string, action?: ActionExpression)",
    "An entry of a ListBlock.",
  ),
  FollowUpBlock: component("FollowUpBlock(items: FollowUpItem[])", "What the user may ask next; last in the answer."),
  FollowUpItem: component("FollowUpItem(text: string)", "A question the user may ask next."),
  SectionBlock: component("SectionBlock(sections: SectionItem[], isFoldable?: boolean)", "Sections of a long answer."),
  SectionItem: component(
    `SectionItem(value: string, trigger: string, content: (${CONTENT} | FollowUpBlock)[])`,
    "A section: id, title, content.",
  ),
  Tabs: component("Tabs(items: TabItem[])", "Alternatives of which one is seen."),
  TabItem: component(`TabItem(value: string, trigger: string, content: (${CONTENT})[])`, "A tab: id, title, content."),
  Steps: component("Steps(items: StepsItem[])", "Instructions in order."),
  StepsItem: component("StepsItem(title: string, details: string)", "A step."),
  Carousel: component(`Carousel(children: (${CONTENT})[][], variant?: "card" | "sunk")`, "Slides side by side."),
  TagBlock: component("TagBlock(tags: string[])", "A row of tags."),
};
