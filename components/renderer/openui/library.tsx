import { type ComponentRenderer, createLibrary, type Library } from "@openuidev/react-lang";
import { COMPONENTS, ROOT } from "@/lib/genui/library/library";
import { CARD_PARTS } from "./card-parts";
import { BUTTONS } from "./draw-buttons";
import { CARDS } from "./draw-cards";
import { CHARTS } from "../drawn/charts";
import { CHOICES } from "./draw-choices";
import { CONTENT } from "./draw-content";
import { FIELDS } from "./draw-fields";
import { FORM } from "./draw-form";
import { LAYOUT } from "./draw-layout";
import { TABLES } from "./draw-tables";
import { type Drawings, listOf, textOf } from "./drawing";

/** How each component is drawn that is not drawn by its whole. */
export const DRAWINGS: Drawings = {
  ...LAYOUT,
  ...CONTENT,
  ...TABLES,
  ...CHARTS,
  ...FORM,
  ...FIELDS,
  ...CHOICES,
  ...BUTTONS,
  ...CARDS,
  ...CARD_PARTS,
};

/** A part that stands outside its whole, as an option without its list: its words and what it holds. */
const Part: ComponentRenderer = ({ props, renderNode }) => (
  <p>{Object.values(props).map((value) => (listOf(value).length > 0 ? renderNode(value) : `${textOf(value)} `))}</p>
);

/** The component library with a drawing for each component. Names and the order of arguments are those of the schemas, written once. */
export const openUiLibrary: Library = createLibrary({
  root: ROOT,
  components: Object.values(COMPONENTS).map((component) => ({ ...component, component: DRAWINGS[component.name] ?? Part })),
});
