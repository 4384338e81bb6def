import { listArguments, parseAnswer, type SwaggerDocument } from '../drift/document.ts';
import { importsOfModel, importsOfRow } from './imports.ts';
import { draftModel } from './model-text.ts';
import { draftRow, getModelName, getToolName, listPlaceholders } from './row-text.ts';

/** Drafts a row and its response model; without the document, only what the path shows, and a note. */
export function draftEndpoint(route: string, document?: SwaggerDocument): { text: string; note?: string } {
  const [method = '', template = ''] = route.split(' ');
  const operation = document?.paths[template]?.[method.toLowerCase()];
  const args = operation && document ? listArguments(operation, method.toLowerCase(), document) : undefined;
  const answer = operation && document ? parseAnswer(operation, document) : undefined;

  const modelName = getModelName(route);
  const modelFile = modelName.replace(/(?<!^)[A-Z]/g, '-$&').toLowerCase();
  const row = draftRow(route, args ?? listPlaceholders(route));
  const model = draftModel(modelName, answer);
  const text = [
    '// src/endpoints/catalog/<domain>.ts',
    importsOfRow(row, modelName, modelFile),
    '',
    row,
    '',
    `// src/endpoints/models/${modelFile}.ts`,
    importsOfModel(model),
    '',
    model,
    '',
    '// src/endpoints/titles.ts: the title in Korean',
    `  ${getToolName(route)}: '…',`,
  ].join('\n');
  if (args) return { text };
  const reason = document ? `The document has no "${route}"` : 'No document was given';
  const advice = `npm run draft -- '${route}' <swagger.json>, or set PORTONE_SWAGGER`;
  return {
    text,
    note: `${reason}: only what the path tells is drafted. With PortOne's document (${advice}) the arguments and the answer are drafted too.`,
  };
}
