import {
  type CallToolResult,
  type ElicitInputParams,
  type InputRequests,
  type InputRequiredResult,
  inputRequired,
  type McpServer,
  type RequestStateCodec,
  type ServerContext,
} from '@modelcontextprotocol/server';
import * as z from 'zod';

type Answered = Promise<CallToolResult | InputRequiredResult>;
type Schema = Extract<
  Extract<ElicitInputParams, { requestedSchema: unknown }>['requestedSchema'],
  { properties: unknown }
>;

const text = (words: string): CallToolResult => ({ content: [{ type: 'text', text: words }] });
const form = (message: string, properties: Schema['properties'], required?: string[]) =>
  inputRequired.elicit({
    message,
    requestedSchema: { type: 'object', properties, ...(required ? { required } : {}) },
  });
const name = form('What is your name?', { name: { type: 'string' } }, ['name']);
const sampling = (words: string, maxTokens: number) =>
  inputRequired.createMessage({ messages: [{ role: 'user', content: { type: 'text', text: words } }], maxTokens });

/** What came back for all that was asked, or undefined when something is missing. */
function given({ mcpReq }: ServerContext, requests: InputRequests): Record<string, unknown> | undefined {
  const responses: Record<string, unknown> = { ...mcpReq.inputResponses };
  return Object.keys(requests).every((key) => Object(responses[key]) === responses[key]) ? responses : undefined;
}

/** Asks once, and says what came back. */
const asks =
  (requests: InputRequests, say = (responses: Record<string, unknown>) => JSON.stringify(responses)) =>
  async (_: unknown, ctx: ServerContext): Answered => {
    const responses = given(ctx, requests);
    return responses ? text(say(responses)) : inputRequired({ inputRequests: requests });
  };

/** The tools of the conformance suite that ask the client, or the person at it. */
export function askingTools(server: McpServer, codec: RequestStateCodec<{ step: number }>): void {
  const add = (tool: string, run: (args: never, ctx: ServerContext) => Answered, inputSchema = z.object({})) =>
    // The arguments of each are those of its schema.
    server.registerTool(
      tool,
      { description: tool, inputSchema },
      run as (args: object, ctx: ServerContext) => Answered,
    );

  add(
    'test_sampling',
    (args: { prompt: string }, ctx) => asks({ model: sampling(args.prompt, 100) })(args, ctx),
    z.object({ prompt: z.string() }),
  );
  add(
    'test_elicitation',
    (args: { message: string }, ctx) =>
      asks({
        person: form(args.message, { username: { type: 'string' }, email: { type: 'string' } }, ['username', 'email']),
      })(args, ctx),
    z.object({ message: z.string() }),
  );
  add('test_elicitation_sep1034_defaults', asks({ person: form('Defaults', defaults) }));
  add('test_elicitation_sep1330_enums', asks({ person: form('Choices', choices) }));
  add('test_streaming_elicitation', asks({ person: form('Streaming', { name: { type: 'string' } }) }));
  add('test_missing_capability', asks({ model: sampling('Anything', 10) }));

  const asksName = asks({ user_name: name }, (responses) => {
    const { content } = Object(responses.user_name);
    return `Hello, ${Object(content).name}!`;
  });
  add('test_input_required_result_elicitation', asksName);
  add(
    'test_input_required_result_sampling',
    asks({ capital_question: sampling('What is the capital of France?', 100) }),
  );
  add('test_input_required_result_list_roots', asks({ client_roots: inputRequired.listRoots() }));
  const several = {
    user_name: name,
    greeting: sampling('Generate a greeting', 50),
    client_roots: inputRequired.listRoots(),
  };
  const confirm = { confirm: form('Please confirm', { ok: { type: 'boolean' } }, ['ok']) };
  const steps: InputRequests[] = [
    { step1: form('Step 1: What is your name?', { name: { type: 'string' } }, ['name']) },
    { step2: form('Step 2: What is your favorite color?', { color: { type: 'string' } }, ['color']) },
  ];

  /** Asks as often as there are steps; how far it is stands in the signed state. */
  const inSteps =
    (all: readonly InputRequests[], done: string) =>
    async (_: unknown, ctx: ServerContext): Answered => {
      const { step } = ctx.mcpReq.requestState<{ step: number }>() ?? { step: 0 };
      const isAnswered = step > 0 && given(ctx, all[step - 1] ?? {}) !== undefined;
      if (isAnswered && step === all.length) return text(done);
      const next = isAnswered ? step : Math.max(0, step - 1);
      return inputRequired({ inputRequests: all[next] ?? {}, requestState: await codec.mint({ step: next + 1 }, ctx) });
    };
  add('test_input_required_result_request_state', inSteps([confirm], 'state-ok'));
  add('test_input_required_result_tampered_state', inSteps([confirm], 'state-ok'));
  add('test_input_required_result_multiple_inputs', inSteps([several], 'All answered'));
  add('test_input_required_result_multi_round', inSteps(steps, 'Both answered'));
  add('test_input_required_result_capabilities', async (args, ctx) => {
    const { sampling: samples } = clientCapabilities(ctx);
    return asks(samples ? { model: sampling('Anything', 10) } : { user_name: name })(args, ctx);
  });
  server.registerPrompt('test_input_required_result_prompt', { description: 'Asks first' }, async (ctx) => {
    const requests = {
      user_context: form('What context should the prompt use?', { context: { type: 'string' } }, ['context']),
    };
    const responses = given(ctx, requests);
    if (!responses) return inputRequired({ inputRequests: requests });
    return { messages: [{ role: 'user', content: { type: 'text', text: JSON.stringify(responses) } }] };
  });
}

const defaults: Schema['properties'] = {
  name: { type: 'string', default: 'John Doe' },
  age: { type: 'integer', default: 30 },
  score: { type: 'number', default: 95.5 },
  status: { type: 'string', enum: ['active', 'inactive', 'pending'], default: 'active' },
  verified: { type: 'boolean', default: true },
};
const titled = (what: string) => [1, 2, 3].map((n) => ({ const: `value${n}`, title: `${what} ${n}` }));
const choices: Schema['properties'] = {
  untitledSingle: { type: 'string', enum: ['option1', 'option2', 'option3'] },
  titledSingle: { type: 'string', oneOf: titled('Option') },
  legacyEnum: { type: 'string', enum: ['opt1', 'opt2', 'opt3'], enumNames: ['One', 'Two', 'Three'] },
  untitledMulti: { type: 'array', items: { type: 'string', enum: ['option1', 'option2', 'option3'] } },
  titledMulti: { type: 'array', items: { anyOf: titled('Choice') } },
};

function clientCapabilities({ mcpReq }: ServerContext): { sampling?: object } {
  const envelope = mcpReq.envelope as Record<string, unknown> | undefined;
  return Object(envelope?.['io.modelcontextprotocol/clientCapabilities']);
}
