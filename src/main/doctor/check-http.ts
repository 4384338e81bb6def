import { createServer } from 'node:net';
import type { HttpConfig } from '../../config/http.ts';
import { ConfigError } from '../../config/index.ts';
import { loadTokens } from '../../transports/http/auth/token-file.ts';
import { describeListenError } from '../listen-error.ts';
import { unixNow } from '../process.ts';
import { createFindings, type Finding } from './finding.ts';

const http = createFindings({ en: 'HTTP', ko: 'HTTP' });
const access = createFindings({ en: 'Access', ko: '접근' });

/** Checks what only a server over HTTP needs. `tenants` are the names of the merchants. */
export async function checkHttp(config: HttpConfig, tenants: readonly string[]): Promise<Finding[]> {
  return [await checkAddress(config), await checkAccess(config, tenants)];
}

async function checkAddress({ host, port, publicUrl }: HttpConfig): Promise<Finding> {
  const code = await tryToListen(host, port);
  const url = `${publicUrl ?? `http://${host}:${port}`}/mcp`;
  if (code === undefined) return http.ok(`clients connect to ${url}`, `클라이언트 접속 주소 ${url}`);
  if (code === 'EADDRINUSE')
    return http.warning({
      what: {
        en: `--host ${host} --port ${port} is in use`,
        ko: `--host ${host} --port ${port}: 이미 쓰이고 있습니다`,
      },
      advice: {
        en: 'That is fine if this server runs already; otherwise choose another port.',
        ko: '이 서버가 이미 실행 중이라면 괜찮습니다. 아니면 다른 포트를 고르세요.',
      },
    });
  return http.problem({ what: describeListenError(`--host ${host} --port ${port}`, code) });
}

/** Returns why the address cannot be listened on. */
const tryToListen = (host: string, port: number): Promise<string | undefined> =>
  new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? 'unknown error'));
    probe.listen(port, host, () => probe.close(() => resolve(undefined)));
  });

async function checkAccess({ tokensFile, oauthIssuer }: HttpConfig, tenants: readonly string[]): Promise<Finding> {
  if (tokensFile === undefined)
    return oauthIssuer === undefined
      ? access.ok('everybody on this machine', '이 컴퓨터의 모든 사용자')
      : access.ok(`access tokens of ${oauthIssuer}`, `${oauthIssuer}의 액세스 토큰`);
  try {
    await loadTokens(tokensFile, tenants, unixNow);
    return access.ok(`tokens in ${tokensFile}`, `${tokensFile}의 토큰`);
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    return access.problem({ what: error.text });
  }
}
