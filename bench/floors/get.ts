import { Agent } from 'undici';

const agent = new Agent();

export async function get(url: string): Promise<string> {
  const { origin, pathname } = new URL(url);
  const { body } = await agent.request({ origin, path: pathname, method: 'GET' });
  return body.text();
}
