interface AgentOptions {
  modelUrl: string;
  prompt: string;
  tools: readonly { name: string; parameters: object }[];
  callTool(name: string, args: Record<string, unknown>): Promise<string>;
}

interface ChatCompletion {
  choices: { message: { tool_calls?: { id: string; function: { name: string; arguments: string } }[] } }[];
}

/** The loop of every agent, for a library that has none: asks the model, makes its calls, and sends the results. */
export async function runAgent({ modelUrl, prompt, tools, callTool }: AgentOptions): Promise<void> {
  const messages: object[] = [{ role: 'user', content: prompt }];
  const functions = tools.map((tool) => ({ type: 'function', function: tool }));
  for (;;) {
    const response = await fetch(`${modelUrl}/v1/chat/completions`, {
      method: 'POST',
      body: JSON.stringify({ messages, tools: functions }),
    });
    const { choices } = (await response.json()) as ChatCompletion;
    const message = choices[0]?.message;
    if (!message?.tool_calls) return;
    messages.push(message);
    for (const { id, function: call } of message.tool_calls)
      messages.push({ role: 'tool', tool_call_id: id, content: await callTool(call.name, JSON.parse(call.arguments)) });
  }
}
