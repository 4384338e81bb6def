import { request } from 'undici';

export async function get(url: string): Promise<string> {
  const { body } = await request(url);
  return body.text();
}
