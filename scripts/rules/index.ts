// All rules, by name.

import { blankValue } from "./blank-value.ts";
import { componentHeading } from "./component-heading.ts";
import { contents } from "./contents.ts";
import { deadAnchor } from "./dead-anchor.ts";
import { drawingEdited } from "./drawing-edited.ts";
import { duplicateHeading } from "./duplicate-heading.ts";
import { duplicateId } from "./duplicate-id.ts";
import { duplicateLink } from "./duplicate-link.ts";
import { duplicateName } from "./duplicate-name.ts";
import { duplicateTool } from "./duplicate-tool.ts";
import { edgeRoute } from "./edge-route.ts";
import { fileName } from "./file-name.ts";
import { filePlace } from "./file-place.ts";
import { finalStop } from "./final-stop.ts";
import { footnoteMark } from "./footnote-mark.ts";
import { gfmFootnote } from "./gfm-footnote.ts";
import { gridArea } from "./grid-area.ts";
import { groupArea } from "./group-area.ts";
import { headingPunctuation } from "./heading-punctuation.ts";
import { httpUrl } from "./http-url.ts";
import { imageAlt } from "./image-alt.ts";
import { invisibleCharacter } from "./invisible-character.ts";
import { linkExclusion } from "./link-exclusion.ts";
import { linkReference } from "./link-reference.ts";
import { linkText } from "./link-text.ts";
import { lintComment } from "./lint-comment.ts";
import { listOrdinal } from "./list-ordinal.ts";
import { markdownDepth } from "./markdown-depth.ts";
import { missingCell } from "./missing-cell.ts";
import { missingDrawing } from "./missing-drawing.ts";
import { missingFile } from "./missing-file.ts";
import { missingFootnote } from "./missing-footnote.ts";
import { missingKey } from "./missing-key.ts";
import { missingMark } from "./missing-mark.ts";
import { mojibake } from "./mojibake.ts";
import { nameCase } from "./name-case.ts";
import { nameUrl } from "./name-url.ts";
import { nodeLabel } from "./node-label.ts";
import { pageEdited } from "./page-edited.ts";
import { pageSize } from "./page-size.ts";
import { replacement } from "./replacement.ts";
import { schema } from "./schema.ts";
import { staleDrawing } from "./stale-drawing.ts";
import type { Rule } from "./support/rule.ts";
import { tableCells } from "./table-cells.ts";
import { tablePipe } from "./table-pipe.ts";
import { tableShape } from "./table-shape.ts";
import { technologyName } from "./technology-name.ts";
import { templateAmbiguous } from "./template-ambiguous.ts";
import { templateField } from "./template-field.ts";
import { templateNotes } from "./template-notes.ts";
import { templateSyntax } from "./template-syntax.ts";
import { textFit } from "./text-fit.ts";
import { trackingParameter } from "./tracking-parameter.ts";
import { trailingSpace } from "./trailing-space.ts";
import { twoNames } from "./two-names.ts";
import { unfinished } from "./unfinished.ts";
import { unicodeForm } from "./unicode-form.ts";
import { unknownComponent } from "./unknown-component.ts";
import { unknownDiagram } from "./unknown-diagram.ts";
import { unknownKey } from "./unknown-key.ts";
import { unknownNode } from "./unknown-node.ts";
import { unknownPurpose } from "./unknown-purpose.ts";
import { unknownTool } from "./unknown-tool.ts";
import { unnamedTool } from "./unnamed-tool.ts";
import { unprintedEntry } from "./unprinted-entry.ts";
import { unusedFootnote } from "./unused-footnote.ts";
import { unusedImage } from "./unused-image.ts";
import { url } from "./url.ts";
import { wrongType } from "./wrong-type.ts";
import { wrongValue } from "./wrong-value.ts";
import { yamlSyntax } from "./yaml-syntax.ts";
import { yamlValue } from "./yaml-value.ts";

export const RULES: readonly Rule[] = [
  blankValue,
  componentHeading,
  contents,
  deadAnchor,
  drawingEdited,
  duplicateHeading,
  duplicateId,
  duplicateLink,
  duplicateName,
  duplicateTool,
  edgeRoute,
  fileName,
  filePlace,
  finalStop,
  footnoteMark,
  gfmFootnote,
  gridArea,
  groupArea,
  headingPunctuation,
  httpUrl,
  imageAlt,
  invisibleCharacter,
  linkExclusion,
  linkReference,
  linkText,
  lintComment,
  listOrdinal,
  markdownDepth,
  missingCell,
  missingDrawing,
  missingFile,
  missingFootnote,
  missingKey,
  missingMark,
  mojibake,
  nameCase,
  nameUrl,
  nodeLabel,
  pageEdited,
  pageSize,
  replacement,
  schema,
  staleDrawing,
  tableCells,
  tablePipe,
  tableShape,
  technologyName,
  templateAmbiguous,
  templateField,
  templateNotes,
  templateSyntax,
  textFit,
  trackingParameter,
  trailingSpace,
  twoNames,
  unfinished,
  unicodeForm,
  unknownComponent,
  unknownDiagram,
  unknownKey,
  unknownNode,
  unknownPurpose,
  unknownTool,
  unnamedTool,
  unprintedEntry,
  unusedFootnote,
  unusedImage,
  url,
  wrongType,
  wrongValue,
  yamlSyntax,
  yamlValue,
];
