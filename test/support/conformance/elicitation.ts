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

type PendingResult = Promise<CallToolResult | InputRequiredResult>;
type FormSchema = Extract<
  Extract<ElicitInputParams, { requestedSchema: unknown }>['requestedSchema'],
  { properties: unknown }
>;

const toTextResult = (text: string): CallToolResult => ({ content: [{ type: 'text', text: text }] });
const buildForm = (message: string, properties: FormSchema['properties'], required?: string[]) =>
  inputRequired.elicit({
    message,
    requestedSchema: { type: 'object', properties, ...(required ? { required } : {}) },
  });
const nameForm = buildForm('What is your name?', { name: { type: 'string' } }, ['name']);
const buildSamplingRequest = (text: string, maxTokens: number) =>
  inputRequired.createMessage({ messages: [{ role: 'user', content: { type: 'text', text: text } }], maxTokens });

/** The answers to all questions, or undefined if one is missing. */
function getInputResponses({ mcpReq }: ServerContext, requests: InputRequests): Record<string, unknown> | undefined {
  const responses: Record<string, unknown> = { ...mcpReq.inputResponses };
  return Object.keys(requests).every((key) => Object(responses[key]) === responses[key]) ? responses : undefined;
}

/** Asks once and returns the answer. */
const createAskingHandler =
  (requests: InputRequests, formatResponses = (responses: Record<string, unknown>) => JSON.stringify(responses)) =>
  async (_: unknown, ctx: ServerContext): PendingResult => {
    const responses = getInputResponses(ctx, requests);
    return responses ? toTextResult(formatResponses(responses)) : inputRequired({ inputRequests: requests });
  };

/** The tools of the conformance suite that ask the client, or the person at it. */
export function registerAskingTools(server: McpServer, codec: RequestStateCodec<{ step: number }>): void {
  const addTool = (tool: string, run: (args: never, ctx: ServerContext) => PendingResult, inputSchema = z.object({})) =>
    // The arguments of each are those of its schema.
    server.registerTool(
      tool,
      { description: tool, inputSchema },
      run as (args: object, ctx: ServerContext) => PendingResult,
    );

  addTool(
    'test_sampling',
    (args: { prompt: string }, ctx) =>
      createAskingHandler({ model: buildSamplingRequest(args.prompt, 100) })(args, ctx),
    z.object({ prompt: z.string() }),
  );
  addTool(
    'test_elicitation',
    (args: { message: string }, ctx) =>
      createAskingHandler({
        person: buildForm(args.message, { username: { type: 'string' }, email: { type: 'string' } }, [
          'username',
          'email',
        ]),
      })(args, ctx),
    z.object({ message: z.string() }),
  );
  addTool('test_elicitation_sep1034_defaults', createAskingHandler({ person: buildForm('Defaults', defaults) }));
  addTool('test_elicitation_sep1330_enums', createAskingHandler({ person: buildForm('Choices', choices) }));
  addTool(
    'test_streaming_elicitation',
    createAskingHandler({ person: buildForm('Streaming', { name: { type: 'string' } }) }),
  );
  addTool('test_missing_capability', createAskingHandler({ model: buildSamplingRequest('Anything', 10) }));

  const askName = createAskingHandler({ user_name: nameForm }, (responses) => {
    const { content } = Object(responses.user_name);
    return `Hello, ${Object(content).name}!`;
  });
  addTool('test_input_required_result_elicitation', askName);
  addTool(
    'test_input_required_result_sampling',
    createAskingHandler({ capital_question: buildSamplingRequest('What is the capital of France?', 100) }),
  );
  addTool('test_input_required_result_list_roots', createAskingHandler({ client_roots: inputRequired.listRoots() }));
  const multipleRequests = {
    user_name: nameForm,
    greeting: buildSamplingRequest('Generate a greeting', 50),
    client_roots: inputRequired.listRoots(),
  };
  const confirm = { confirm: buildForm('Please confirm', { ok: { type: 'boolean' } }, ['ok']) };
  const steps: InputRequests[] = [
    { step1: buildForm('Step 1: What is your name?', { name: { type: 'string' } }, ['name']) },
    { step2: buildForm('Step 2: What is your favorite color?', { color: { type: 'string' } }, ['color']) },
  ];

  /** Asks once per step; the signed state holds the progress. */
  const askInSteps =
    (requests: readonly InputRequests[], done: string) =>
    async (_: unknown, ctx: ServerContext): PendingResult => {
      const { step } = ctx.mcpReq.requestState<{ step: number }>() ?? { step: 0 };
      const isAnswered = step > 0 && getInputResponses(ctx, requests[step - 1] ?? {}) !== undefined;
      if (isAnswered && step === requests.length) return toTextResult(done);
      const next = isAnswered ? step : Math.max(0, step - 1);
      return inputRequired({
        inputRequests: requests[next] ?? {},
        requestState: await codec.mint({ step: next + 1 }, ctx),
      });
    };
  addTool('test_input_required_result_request_state', askInSteps([confirm], 'state-ok'));
  addTool('test_input_required_result_tampered_state', askInSteps([confirm], 'state-ok'));
  addTool('test_input_required_result_multiple_inputs', askInSteps([multipleRequests], 'All answered'));
  addTool('test_input_required_result_multi_round', askInSteps(steps, 'Both answered'));
  addTool('test_input_required_result_capabilities', async (args, ctx) => {
    const { sampling: samples } = getClientCapabilities(ctx);
    return createAskingHandler(samples ? { model: buildSamplingRequest('Anything', 10) } : { user_name: nameForm })(
      args,
      ctx,
    );
  });
  server.registerPrompt('test_input_required_result_prompt', { description: 'Asks first' }, async (ctx) => {
    const requests = {
      user_context: buildForm('What context should the prompt use?', { context: { type: 'string' } }, ['context']),
    };
    const responses = getInputResponses(ctx, requests);
    if (!responses) return inputRequired({ inputRequests: requests });
    return { messages: [{ role: 'user', content: { type: 'text', text: JSON.stringify(responses) } }] };
  });
}

const defaults: FormSchema['properties'] = {
  name: { type: 'string', default: 'John Doe' },
  age: { type: 'integer', default: 30 },
  score: { type: 'number', default: 95.5 },
  status: { type: 'string', enum: ['active', 'inactive', 'pending'], default: 'active' },
  verified: { type: 'boolean', default: true },
};
const buildTitledOptions = (what: string) => [1, 2, 3].map((n) => ({ const: `value${n}`, title: `${what} ${n}` }));
const choices: FormSchema['properties'] = {
  untitledSingle: { type: 'string', enum: ['option1', 'option2', 'option3'] },
  titledSingle: { type: 'string', oneOf: buildTitledOptions('Option') },
  legacyEnum: { type: 'string', enum: ['opt1', 'opt2', 'opt3'], enumNames: ['One', 'Two', 'Three'] },
  untitledMulti: { type: 'array', items: { type: 'string', enum: ['option1', 'option2', 'option3'] } },
  titledMulti: { type: 'array', items: { anyOf: buildTitledOptions('Choice') } },
};

function getClientCapabilities({ mcpReq }: ServerContext): { sampling?: object } {
  const envelope = mcpReq.envelope as Record<string, unknown> | undefined;
  return Object(envelope?.['io.modelcontextprotocol/clientCapabilities']);
}
