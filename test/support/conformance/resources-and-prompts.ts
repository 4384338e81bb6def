import { completable, type McpServer, ResourceTemplate } from '@modelcontextprotocol/server';
import * as z from 'zod';
import { PNG } from './tools.ts';

const toUserMessage = (text: string) => ({ role: 'user' as const, content: { type: 'text' as const, text: text } });

/** The resources and prompts of the conformance suite. */
export function registerReading(server: McpServer): void {
  const addResource = (name: string, mimeType: string, content: { text: string } | { blob: string }) =>
    server.registerResource(name, `test://${name}`, { description: name, mimeType }, async ({ href }) => ({
      contents: [{ uri: href, mimeType, ...content }],
    }));
  addResource('static-text', 'text/plain', { text: 'This is the content of the static text resource.' });
  addResource('static-binary', 'image/png', { blob: PNG });
  addResource('watched-resource', 'text/plain', { text: 'Watched resource content' });
  server.registerResource(
    'template',
    new ResourceTemplate('test://template/{id}/data', { list: undefined }),
    { description: 'Takes an id', mimeType: 'application/json' },
    async ({ href }, { id }) => ({
      contents: [
        {
          uri: href,
          mimeType: 'application/json',
          text: JSON.stringify({ id, templateTest: true, data: `Data for ID: ${id}` }),
        },
      ],
    }),
  );

  server.registerPrompt('test_simple_prompt', { description: 'Says one thing' }, async () => ({
    messages: [toUserMessage('This is a simple prompt for testing.')],
  }));
  const buildCompletable = () => completable(z.string(), () => ['paris', 'park', 'party']);
  server.registerPrompt(
    'test_prompt_with_arguments',
    {
      description: 'Says what it is given',
      argsSchema: z.object({ arg1: buildCompletable(), arg2: buildCompletable() }),
    },
    async ({ arg1, arg2 }) => ({ messages: [toUserMessage(`Prompt with arguments: arg1='${arg1}', arg2='${arg2}'`)] }),
  );
  server.registerPrompt(
    'test_prompt_with_embedded_resource',
    { description: 'Shows a resource', argsSchema: z.object({ resourceUri: z.string() }) },
    async ({ resourceUri: uri }) => ({
      messages: [
        {
          role: 'user',
          content: {
            type: 'resource',
            resource: { uri, mimeType: 'text/plain', text: 'Embedded resource content for testing.' },
          },
        },
        toUserMessage('Please process the embedded resource above.'),
      ],
    }),
  );
  server.registerPrompt('test_prompt_with_image', { description: 'Shows an image' }, async () => ({
    messages: [
      { role: 'user', content: { type: 'image', data: PNG, mimeType: 'image/png' } },
      toUserMessage('Please analyze the image above.'),
    ],
  }));
}
