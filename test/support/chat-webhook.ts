import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

export interface ChatPost {
  url: string;
  headers: IncomingHttpHeaders;
  body: string;
  text: string;
}

/** The incoming webhook of a chat on this machine. */
export interface ChatWebhook {
  url: string;
  posts: ChatPost[];
  /** What it answers next, the last one from then on; `silent` never answers. */
  answers: (number | 'silent')[];
  /** Resolves once so many posts have arrived. */
  waitForPosts(count: number): Promise<ChatPost[]>;
  close(): Promise<void>;
}

export async function startChatWebhook(): Promise<ChatWebhook> {
  const posts: ChatPost[] = [];
  const answers: (number | 'silent')[] = [200];
  const server = createServer(async (request, response) => {
    let body = '';
    for await (const chunk of request) body += chunk;
    posts.push({
      url: request.url ?? '',
      headers: request.headers,
      body,
      text: body === '' ? '' : JSON.parse(body).text,
    });
    const answer = (answers.length > 1 ? answers.shift() : answers[0]) ?? 200;
    if (answer === 'silent') return;
    response.writeHead(answer, { location: '/elsewhere' }).end('ok');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/services/T0/secret-path`,
    posts,
    answers,
    async waitForPosts(count) {
      for (let waits = 0; posts.length < count; waits += 1) {
        if (waits === 500) throw new Error(`only ${posts.length} of ${count} posts arrived`);
        await sleep(20);
      }
      return posts;
    },
    close: () => {
      server.closeAllConnections();
      return new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}
