import { spawnSync } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { createServer as createProxyServer, request } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import { type AddressInfo, connect } from 'node:net';
import { join } from 'node:path';

/** True if openssl can make certificates. `it.skipIf(!hasOpenssl)` reports the skip, this prints the reason. */
export const hasOpenssl = spawnSync('openssl', ['version']).status === 0;
if (!hasOpenssl) process.stderr.write('Skipped: the tests of encrypted connections need openssl in the PATH.\n');

const listen = async (server: ReturnType<typeof createProxyServer>): Promise<number> => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return (server.address() as AddressInfo).port;
};

/** A certificate of its own for a host name, in files of the folder. */
async function createCertificate(host: string, folder: string) {
  const files = { key: join(folder, 'key.pem'), cert: join(folder, 'cert.pem') };
  const names = ['-subj', `/CN=${host}`, '-addext', `subjectAltName=DNS:${host}`];
  const made = spawnSync('openssl', [
    ...['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '2'],
    ...['-keyout', files.key, '-out', files.cert, ...names],
  ]);
  if (made.status !== 0) throw new Error(`openssl failed: ${made.stderr}`);
  return { certFile: files.cert, key: await readFile(files.key), cert: await readFile(files.cert) };
}

/** A proxy whose tunnels to `host` end at an encrypted server that passes each request on to the plain one at `url`. */
export async function startTlsProxy(host: string, url: string, folder: string) {
  const { certFile, key, cert } = await createCertificate(host, folder);
  const tls = createTlsServer({ key, cert }, (incoming, outgoing) => {
    const { method, headers, url: path } = incoming;
    const passed = request(new URL(path ?? '/', url), { method, headers }, (reply) => {
      outgoing.writeHead(reply.statusCode ?? 502, reply.headers);
      reply.pipe(outgoing);
      reply.on('aborted', () => outgoing.destroy());
    });
    passed.on('error', () => outgoing.destroy());
    incoming.pipe(passed);
  });
  const port = await listen(tls);
  const tunnels: (string | undefined)[] = [];
  const proxy = createProxyServer();
  proxy.on('connect', ({ url: target }, socket) => {
    tunnels.push(target);
    const upstream = connect(port, '127.0.0.1');
    socket.write('HTTP/1.1 200 Connection established\r\n\r\n');
    upstream.pipe(socket).pipe(upstream);
    upstream.on('error', () => socket.destroy());
    socket.on('error', () => upstream.destroy());
  });
  return {
    proxyUrl: `http://127.0.0.1:${await listen(proxy)}`,
    certFile,
    tunnels,
    close() {
      proxy.closeAllConnections();
      proxy.close();
      tls.closeAllConnections();
      tls.close();
    },
  };
}
