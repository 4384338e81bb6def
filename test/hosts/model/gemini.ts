import {
  isObject,
  type JsonObject,
  listObjects,
  type ModelProtocol,
  readText,
  sendEvents,
  sendJson,
} from './protocol.ts';

/** Google's Gemini API. */
export const gemini: ModelProtocol = {
  matches: (path) => /\/models\/[^/]+:(stream)?[gG]enerateContent$/.test(path),
  parseRequest: (body, path) => ({
    tools: listObjects(body.tools)
      .flatMap(({ functionDeclarations }) => listObjects(functionDeclarations))
      .map(({ name }) => ({ name: String(name) })),
    toolResults: listObjects(body.contents)
      .flatMap(({ parts }) => listObjects(parts))
      .flatMap(({ functionResponse }) => (isObject(functionResponse) ? [readResponse(functionResponse)] : [])),
    isStreamed: path.includes(':stream'),
  }),
  sendTurn(turn, response, isStreamed) {
    const part = 'text' in turn ? turn : { functionCall: { name: turn.tool.name, args: turn.args } };
    const body = {
      candidates: [{ index: 0, content: { role: 'model', parts: [part] }, finishReason: 'STOP' }],
      usageMetadata: { promptTokenCount: 10, candidatesTokenCount: 10, totalTokenCount: 20 },
      modelVersion: 'stand-in',
    };
    if (isStreamed) sendEvents(response, [body]);
    else sendJson(response, body);
  },
};

function readResponse({ response }: JsonObject): string {
  return isObject(response) ? Object.values(response).map(readText).join('\n') : readText(response);
}
