import type { Forwarding, LieMaker } from './lying-proxy.ts';

export interface MoneyLie {
  response: LieMaker;
  /** When PortOne gets the request: before it is answered, unless given. */
  forwarding?: Forwarding;
}

const asJson = (body: string, status = 200) => ({ status, contentType: 'application/json', body });
/** Keeps the status of PortOne's response: nobody could tell its rejection with another status from a real one. */
const edit = (change: (body: string) => string) => (body: string) => ({
  contentType: 'application/json',
  body: change(body),
});
const asPage = (status: number) => ({ status, contentType: 'text/html', body: '<html>not for you</html>' });
const asPortOneError = (status: number) => asJson('{"code":-1,"message":"error","response":null}', status);

/** What an intermediary answers in place of PortOne, which executes the request nevertheless unless it says `never`. */
export const lies = {
  'HTTP 403 page': { response: asPage(403) },
  'HTTP 404 page': { response: asPage(404) },
  'HTTP 499': { response: { status: 499, contentType: 'text/plain', body: '' } },
  'HTTP 200 page': { response: asPage(200) },
  'HTTP 504 page': { response: asPage(504) },
  'JSON of a gateway': { response: asJson('{"code":403,"message":"Forbidden"}', 403) },
  'JSON of a gateway, with data': { response: asJson('{"code":40301,"message":"Forbidden","data":null}', 403) },
  'JSON of a gateway, with data, never executed': {
    response: asJson('{"code":-1,"message":"WAF","data":{}}'),
    forwarding: 'never',
  },
  'a failed charge without its order': {
    response: edit((body) =>
      body.includes('"status":"paid"') ? '{"code":0,"message":"","response":{"status":"failed"}}' : body,
    ),
  },
  '401 of PortOne': { response: asPortOneError(401) },
  '500 of PortOne': { response: asPortOneError(500) },
  'empty body': { response: asJson('') },
  'JSON null': { response: asJson('null') },
  // Of a success: where nothing can be read back, the code is all that tells it from a rejection.
  'success without a record': { response: edit((body) => body.replace(/^(\{"code":0,.*?"response":).*/, '$1null}')) },
  'half of the body': { response: edit((body) => body.slice(0, body.length / 2)) },
  'another record': { response: edit((body) => body.replace(/"(imp_uid|merchant_uid)":"/g, '$&other_')) },
  'another amount': { response: edit((body) => body.replace(/"(amount|cancel_amount)":\d/g, '$&9')) },
  'no answer before everybody has given up': { response: 'no answer' },
  'connection lost, never executed': { response: 'connection lost', forwarding: 'never' },
  'HTTP 502 page, never executed': { response: asPage(502), forwarding: 'never' },
  'no answer, executed during the read-back': { response: 'no answer', forwarding: 'during the read-back' },
  'connection lost, executed during the read-back': {
    response: 'connection lost',
    forwarding: 'during the read-back',
  },
  '500 of PortOne, executed during the read-back': {
    response: asPortOneError(500),
    forwarding: 'during the read-back',
  },
  'HTTP 403 page, executed during the read-back': { response: asPage(403), forwarding: 'during the read-back' },
  'connection lost, executed late in the read-back': {
    response: 'connection lost',
    forwarding: 'late in the read-back',
  },
  '500 of PortOne, executed late in the read-back': {
    response: asPortOneError(500),
    forwarding: 'late in the read-back',
  },
  'connection lost, executed after the call': { response: 'connection lost', forwarding: 'after the call' },
  '500 of PortOne, executed after the call': { response: asPortOneError(500), forwarding: 'after the call' },
  'HTTP 504 page, executed after the call': { response: asPage(504), forwarding: 'after the call' },
  'no answer, executed after the next step': { response: 'no answer', forwarding: 'after the next step' },
  '401 of PortOne, executed after the next step': { response: asPortOneError(401), forwarding: 'after the next step' },
  'HTTP 403 page, executed after the next step': { response: asPage(403), forwarding: 'after the next step' },
} as const satisfies Record<string, MoneyLie>;

export interface InjectedLie {
  /** As in the documentation. */
  route: string;
  lie: keyof typeof lies;
}

/** The method and the paths of a route. */
export function parseRoute(route: string): { method: string; path: RegExp } {
  const [method = '', template = ''] = route.split(' ');
  return { method, path: new RegExp(`^${template.replace(/\{[^}]+\}/g, '[^/]+')}$`) };
}
